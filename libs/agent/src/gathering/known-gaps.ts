import { randomUUID } from 'node:crypto';

import type { GapQuestion } from '../gaps/gap-question.entity.js';
import type { SeedQuestion } from '../gaps/gap-question.repository.js';
import { type KnownGap, SEEDS_OF_GAP } from '../likeness/nearest-gap.js';
import { type QuestionTraits, traitsOf } from '../likeness/question-likeness.js';

/** A question and the gap it was put to. */
export interface GatheredQuestion extends Pick<GapQuestion, 'id' | 'carriedWords' | 'vector'> {
  gapId: string;
  /** It was asked of a release that was said to answer it. */
  isFresh: boolean;
}

interface GrowingGap extends KnownGap {
  answeredRelease: number | null;
}

/** The gaps of a store while questions are put to them, new ones among them; nothing of it is stored yet. */
export class KnownGaps {
  readonly gaps: GrowingGap[] = [];
  readonly begun: string[] = [];
  readonly gathered: GatheredQuestion[] = [];

  /** Vectors of another model than the present one say nothing. */
  constructor(seeds: readonly SeedQuestion[], model: string) {
    for (const { gapId, answeredRelease, text, carriedWords, vector, vectorModel } of seeds) {
      const traits = traitsOf(text, carriedWords, vectorModel === model ? vector : null);
      const last = this.gaps.at(-1);
      if (last?.id === gapId) last.questions.push(traits);
      else this.gaps.push({ id: gapId, answeredRelease, questions: [traits] });
    }
  }

  begin(): GrowingGap {
    const gap = { id: randomUUID(), answeredRelease: null, questions: [] };
    this.gaps.push(gap);
    this.begun.push(gap.id);
    return gap;
  }

  add(
    { id: gapId, answeredRelease, questions }: GrowingGap,
    traits: QuestionTraits,
    {
      release,
      ...question
    }: Pick<GatheredQuestion, 'id' | 'carriedWords' | 'vector'> & {
      release: number | null;
    },
  ): void {
    if (questions.length < SEEDS_OF_GAP) questions.push(traits);
    const isFresh = answeredRelease !== null && (release ?? 0) >= answeredRelease;
    this.gathered.push({ ...question, gapId, isFresh });
  }
}
