import { EMBEDDING_MODEL, type EmbeddingModel } from '@app/knowledge';
import { AppError, StoreConnections, type StoreScope, UsageLedger } from '@app/tenancy';
import { Inject, Injectable, Logger } from '@nestjs/common';

import { GapRepository } from '../gaps/gap.repository.js';
import { GapQuestionRepository, type PendingQuestion } from '../gaps/gap-question.repository.js';
import { nearestGap, SEEDS_OF_GAP } from '../likeness/nearest-gap.js';
import { traitsOf } from '../likeness/question-likeness.js';
import { carryWords, isFollowUp } from '../questions/follow-up.js';
import { type GatheredQuestion, KnownGaps } from './known-gaps.js';

const AT_ONCE = 200;
/** A store with more than this has other worries than its oldest gaps. */
const MOST_GAPS = 400;
const MOST_QUESTIONS = 5_000;
const KEPT_DAYS = 180;

/**
 * Puts questions that nobody gathered yet to the gap they are most like, or begins a new one: by the store's embedding
 * where that knows meaning, and by their terms. A model is asked before the transaction; where it is away the terms have
 * to do. Safe to run twice: a question is gathered once.
 */
@Injectable()
export class GapGatherer {
  private readonly logger = new Logger(GapGatherer.name);

  constructor(
    private readonly connections: StoreConnections,
    private readonly gaps: GapRepository,
    private readonly questions: GapQuestionRepository,
    @Inject(EMBEDDING_MODEL) private readonly embedding: EmbeddingModel,
    private readonly usage: UsageLedger,
  ) {}

  async gather(scope: StoreScope, signal: AbortSignal): Promise<'done' | 'skipped'> {
    const pending = await this.questions.findPending(scope, AT_ONCE);
    if (pending.length === 0) return 'skipped';
    const vectors = await this.embed(scope, pending, signal);
    const seeds = await this.questions.findSeeds(scope, { gaps: MOST_GAPS, ofEach: SEEDS_OF_GAP });
    const known = new KnownGaps(seeds, this.embedding.fingerprint);
    for (const [i, question] of pending.entries()) {
      signal.throwIfAborted();
      place(question, vectors?.[i] ?? null, known);
    }
    await this.keep(scope, known);
    return 'done';
  }

  /** Null where the embedding knows words only, as terms do; see the README. */
  private async embed(
    scope: StoreScope,
    questions: readonly PendingQuestion[],
    signal: AbortSignal,
  ): Promise<number[][] | null> {
    if (this.embedding.kind !== 'semantic') return null;
    const counted = { meter: this.usage.meter(scope), purpose: 'embed_gaps' } as const;
    try {
      return await this.embedding.embedMany(
        questions.map(({ text }) => text),
        signal,
        counted,
      );
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.logger.warn({ code: error.code }, 'gaps are gathered by words only');
      return null;
    }
  }

  private keep(scope: StoreScope, known: KnownGaps): Promise<void> {
    return this.connections.transaction(scope, async (tx) => {
      const ids = known.gathered.map(({ id }) => id);
      const free = await this.questions.holdPending(tx, ids);
      const kept = known.gathered.filter(({ id }) => free.has(id));
      const begun = known.begun.filter((id) => kept.some(({ gapId }) => gapId === id));
      await this.gaps.insertMany(
        tx,
        begun.map((id) => ({ id })),
      );
      const model = this.embedding.fingerprint;
      for (const { id, gapId, carriedWords, vector } of kept) {
        const vectorModel = vector && model;
        await this.questions.gather(tx, { id, gapId, carriedWords, vector, vectorModel });
      }
      await this.gaps.reopen(tx, reopened(kept));
      await this.questions.prune(tx, { days: KEPT_DAYS, most: MOST_QUESTIONS });
      await this.gaps.removeEmpty(tx);
    });
  }
}

function place(
  { id, text, earlier, release }: PendingQuestion,
  vector: number[] | null,
  known: KnownGaps,
): void {
  const carriedWords = isFollowUp(text) ? carryWords(text, earlier) : [];
  const traits = traitsOf(text, carriedWords, vector);
  const gap = nearestGap(traits, known.gaps) ?? known.begin();
  known.add(gap, traits, { id, carriedWords, vector, release });
}

const reopened = (kept: readonly GatheredQuestion[]): string[] =>
  kept.filter(({ isFresh }) => isFresh).map(({ gapId }) => gapId);
