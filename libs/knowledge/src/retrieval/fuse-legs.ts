/** One leg's finds: the better, the higher its score. Scores of two legs share neither unit nor range. */
export interface Leg {
  scores: ReadonlyMap<string, number>;
  weight: number;
}

/**
 * One score from 0 to 1 for each find: every leg's scores are stretched to 0…1 over what it found and averaged by weight.
 * Measured against reciprocal ranks (k 60) with the built-in embedding this is better by 1 to 7 points of nDCG@10; with
 * trained models both are level (Anserini's BEIR fusion runs). Adding raw scores gains nothing.
 */
export function fuseLegs(legs: readonly Leg[]): Map<string, number> {
  const total = legs.reduce((sum, { weight }) => sum + weight, 0);
  const fused = new Map<string, number>();
  for (const { scores, weight } of legs) {
    for (const [id, score] of stretch(scores)) {
      fused.set(id, (fused.get(id) ?? 0) + (weight / total) * score);
    }
  }
  return fused;
}

function stretch(scores: ReadonlyMap<string, number>): [string, number][] {
  const values = [...scores.values()];
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  return [...scores].map(([id, score]) => [id, range === 0 ? 1 : (score - low) / range]);
}
