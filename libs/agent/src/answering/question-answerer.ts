import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Usage } from '../conversations/usage.js';
import { TokenCount } from '../models/token-count.js';
import { SMALL_TALK_REPLIES } from '../prompts/replies.js';
import { asksAboutAgent } from '../questions/asks-about-agent.js';
import { carryWords, isFollowUp } from '../questions/follow-up.js';
import { smallTalk, withoutGreeting } from '../questions/small-talk.js';
import { abstention, type AnswerDraft, type AnswerParts, NO_USAGE } from './answer-draft.js';
import { type Asked, type Evidence, EvidenceFinder } from './evidence-finder.js';
import { extractiveAnswer } from './extractive-answer.js';
import { bearsModelAnswer, bearsQuoting } from './floor.js';
import { ModelAnswerer, type Utterance } from './model-answerer.js';

/**
 * From a question to an answer, without storing anything: understand it in its conversation, search, refuse below the
 * floor, answer with the model or in quotes. What is yielded is final; what is returned is the whole.
 */
@Injectable()
export class QuestionAnswerer {
  constructor(
    private readonly evidence: EvidenceFinder,
    private readonly model: ModelAnswerer,
  ) {}

  async *answer(
    scope: StoreScope,
    { content, history }: { content: string; history: readonly Utterance[] },
    signal: AbortSignal,
  ): AnswerParts {
    const politeness = smallTalk(content);
    if (politeness !== null) return yield* said(politeDraft(SMALL_TALK_REPLIES[politeness]));
    if (asksAboutAgent(content)) return yield* said(abstention(null, NO_USAGE));
    yield { type: 'status', stage: 'searching' };
    const count = new TokenCount();
    const asked = await this.understand(withoutGreeting(content), { history, count, signal });
    const evidence = await this.evidence.find(scope, asked, signal);
    return yield* this.model.isAvailable
      ? this.answerWithModel(evidence, count, signal)
      : this.answerInQuotes(evidence);
  }

  private async understand(
    text: string,
    {
      history,
      count,
      signal,
    }: { history: readonly Utterance[]; count: TokenCount; signal: AbortSignal },
  ): Promise<Asked> {
    if (history.length === 0 || !isFollowUp(text)) return { text, carriedWords: [] };
    const rewritten = this.model.isAvailable
      ? await this.model.rewrite(text, history, count, signal)
      : null;
    if (rewritten !== null) return { text: rewritten, carriedWords: [] };
    const questions = history.filter(({ role }) => role === 'user').map((turn) => turn.content);
    return { text, carriedWords: carryWords(text, questions) };
  }

  private async *answerInQuotes(evidence: Evidence): AnswerParts {
    const usage = { ...NO_USAGE, evidence: rounded(evidence.score) };
    if (!bearsQuoting(evidence)) return yield* said(abstention(evidence.release, usage));
    yield { type: 'status', stage: 'answering' };
    const { parts, citations } = extractiveAnswer(evidence);
    if (citations.length === 0) return yield* said(abstention(evidence.release, usage));
    for (const part of parts) {
      yield { type: 'token', text: part.text };
      for (const citation of part.citations) yield { type: 'citation', citation };
    }
    const content = parts
      .map(({ text }) => text)
      .join('')
      .trim();
    return { content, outcome: 'answered', citations, release: evidence.release, usage };
  }

  private async *answerWithModel(
    evidence: Evidence,
    count: TokenCount,
    signal: AbortSignal,
  ): AnswerParts {
    if (!bearsModelAnswer(evidence)) {
      return yield* said(abstention(evidence.release, this.usage(evidence, count)));
    }
    yield { type: 'status', stage: 'answering' };
    const { content, citations } = yield* this.model.answer(evidence, count, signal);
    const usage = this.usage(evidence, count);
    if (citations.length === 0) return yield* said(abstention(evidence.release, usage));
    return { content, outcome: 'answered', citations, release: evidence.release, usage };
  }

  private usage(
    { score }: Evidence,
    { inputTokens, outputTokens, isEstimated }: TokenCount,
  ): Usage {
    const model = this.model.modelName;
    return { model, inputTokens, outputTokens, isEstimated, evidence: rounded(score) };
  }
}

async function* said(draft: AnswerDraft): AnswerParts {
  yield { type: 'token', text: draft.content };
  return draft;
}

function politeDraft(content: string): AnswerDraft {
  return { content, outcome: 'small_talk', citations: [], release: null, usage: NO_USAGE };
}

function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}
