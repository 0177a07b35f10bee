import { likeness, type QuestionTraits, SAME_GAP } from './question-likeness.js';

/** A gap as a new question sees it: some of its first questions, so that it does not wander off from what it began as. */
export interface KnownGap {
  id: string;
  questions: QuestionTraits[];
}

/** More make a gap wander; fewer miss who asks in other words. */
export const SEEDS_OF_GAP = 4;

/** The gap that a question belongs to; of equally near ones the first. Null where none is near enough. */
export function nearestGap<G extends KnownGap>(
  question: QuestionTraits,
  gaps: readonly G[],
): G | null {
  let nearest: G | null = null;
  let most = SAME_GAP;
  for (const gap of gaps) {
    const near = Math.max(...gap.questions.map((known) => likeness(question, known)));
    if (near > most || (near === most && nearest === null)) [nearest, most] = [gap, near];
  }
  return nearest;
}
