/** What was found and how well it covers the question. */
interface Weighed {
  score: number;
  results: readonly { denseScore: number | null }[];
}

/**
 * Below this the built-in answer says "I don't know". `npm run eval` prints the curve of answered against refused over
 * this number; it was set where both are high on sites it was not fitted on.
 */
export const QUOTING_FLOOR = 0.33;

/** A model can say NO_ANSWER itself, so only what is hopeless stays away from it. */
export const MODEL_FLOOR = 0.04;

/** Embedding models find answers in other words and other languages, of which lexical evidence knows nothing. */
const CLEAR_LIKENESS = 0.35;

export function bearsQuoting({ score }: { score: number }, floor = QUOTING_FLOOR): boolean {
  return score >= floor;
}

export function bearsModelAnswer({ score, results }: Weighed): boolean {
  return (
    score >= MODEL_FLOOR || results.some(({ denseScore }) => (denseScore ?? 0) >= CLEAR_LIKENESS)
  );
}
