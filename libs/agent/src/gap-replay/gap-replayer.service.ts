import type { StoreScope } from '@app/tenancy';
import { Injectable, Logger } from '@nestjs/common';

import { gapReplayFailed } from '../agent.errors.js';
import type { AnswerDraft } from '../answering/answer-draft.js';
import { QuestionAnswerer } from '../answering/question-answerer.js';
import { GapRepository } from '../gaps/gap.repository.js';
import { GapService } from '../gaps/gap.service.js';
import {
  GapQuestionListRepository,
  type RepeatableQuestion,
} from '../gaps/gap-question-list.repository.js';
import type { GapReplay, ReplayedQuestion } from '../gaps/gap-report.js';
import { dropPersonal, maskPersonal } from '../likeness/mask-personal.js';
import { GapCloser } from './gap-closer.service.js';

/** A model is asked once for each; more would tell a merchant little and cost as much as ten shoppers. */
const DIFFERENT_QUESTIONS = 10;
const AT_ONCE = 3;
/** A merchant waits for all of them: with these numbers 80 s at worst. */
const QUESTION_LIMIT_MS = 20_000;

/** Asks the questions of a gap again, of what is live now; conversations stay as they are. */
@Injectable()
export class GapReplayer {
  private readonly logger = new Logger(GapReplayer.name);

  constructor(
    private readonly gaps: GapRepository,
    private readonly service: GapService,
    private readonly questions: GapQuestionListRepository,
    private readonly answerer: QuestionAnswerer,
    private readonly closer: GapCloser,
  ) {}

  /** The gap is answered once all its questions are, and open again when one no longer is. */
  async replay(
    scope: StoreScope,
    gapId: string,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<GapReplay> {
    await this.gaps.get(scope, gapId);
    await this.gaps.update(scope, { id: gapId }, { replayedAt: new Date() });
    const asked = await this.questions.findRepeatable(scope, gapId, DIFFERENT_QUESTIONS);
    const questions: ReplayedQuestion[] = [];
    for (let i = 0; i < asked.length; i += AT_ONCE) {
      const some = asked.slice(i, i + AT_ONCE);
      questions.push(...(await Promise.all(some.map((one) => this.ask(scope, one, signal)))));
    }
    const release = questions.reduce<number | null>((most, one) => one.release ?? most, null);
    await this.settle(scope, gapId, { questions, release });
    return { gap: await this.service.getListed(scope, gapId), release, questions };
  }

  /** For the job that comes when an awaited release is live; throws where a question could not be asked at all. */
  async replayAwaited(
    scope: StoreScope,
    gapId: string,
    signal: AbortSignal,
  ): Promise<'done' | 'skipped'> {
    const { awaitedRelease } = await this.gaps.get(scope, gapId);
    if (awaitedRelease === null) return 'skipped';
    const { questions } = await this.replay(scope, gapId, signal);
    if (questions.some(({ outcome }) => outcome === 'failed')) throw gapReplayFailed(gapId);
    await this.gaps.update(scope, { id: gapId, awaitedRelease }, { awaitedRelease: null });
    return 'done';
  }

  private async ask(
    scope: StoreScope,
    { text, history, rated }: RepeatableQuestion,
    signal: AbortSignal,
  ): Promise<ReplayedQuestion> {
    const question = maskPersonal(text);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(QUESTION_LIMIT_MS)]);
    try {
      const parts = this.answerer.answer(
        scope,
        { content: dropPersonal(text), history, isTrial: true, origin: { runs: 'gap_replay' } },
        limit,
      );
      const { outcome, citations, release } = await wholeOf(parts);
      const isAnswered =
        outcome === 'answered' && (rated === null || restsOnOther(citations, rated));
      return { question, isAnswered, outcome, citations, release };
    } catch (error) {
      signal.throwIfAborted();
      this.logger.warn({ code: (error as { code?: unknown }).code }, 'a question was not replayed');
      return { question, isAnswered: false, outcome: 'failed', citations: [], release: null };
    }
  }

  private async settle(
    scope: StoreScope,
    id: string,
    { questions, release }: Pick<GapReplay, 'questions' | 'release'>,
  ): Promise<void> {
    const isAnswered = questions.length > 0 && questions.every((one) => one.isAnswered);
    if (!isAnswered || release === null) return this.gaps.reopen(scope, [id]);
    await this.closer.close(scope, id, release);
  }
}

/** What the generator returns; what it yields was for somebody who is watching. */
async function wholeOf(parts: AsyncGenerator<unknown, AnswerDraft>): Promise<AnswerDraft> {
  let next = await parts.next();
  while (next.done !== true) next = await parts.next();
  return next.value;
}

/** The words that a shopper was not content with do not become an answer by being quoted again. */
const restsOnOther = (citations: AnswerDraft['citations'], rated: readonly string[]): boolean =>
  citations.some(({ quote }) => !rated.includes(quote));
