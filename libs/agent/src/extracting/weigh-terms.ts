import type { Question } from '../questions/question.js';

const FOUND = 0.7;
const LEAST = 0.35;
const NAME_FACTOR = 1.6;
/** A store of three pages finds three chunks for everything; that makes none of its words common. */
const FEWEST_CHUNKS = 12;

/**
 * What each question term weighs: its own weight, less where it stands in all that was found (the shop's own topic
 * tells nothing apart), more for names. A term that was found nowhere keeps its full weight.
 */
export function weighTerms(question: Question, chunkStrengths: readonly number[][]): number[] {
  const count = Math.max(FEWEST_CHUNKS, chunkStrengths.length);
  return question.terms.map(({ weight, isName }, i) => {
    const frequency = chunkStrengths.filter((strengths) => (strengths[i] ?? 0) >= FOUND).length;
    const share = LEAST + (1 - LEAST) * rarity(count, frequency);
    return weight * share * (isName ? NAME_FACTOR : 1);
  });
}

/** The weight of the terms found, as a share of all. */
export function weightedShare(weights: readonly number[], strengths: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 0;
  return weights.reduce((sum, weight, i) => sum + weight * (strengths[i] ?? 0), 0) / total;
}

/** Term by term the better of two. */
export function strongest(a: readonly number[], b: readonly number[]): number[] {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_, i) => Math.max(a[i] ?? 0, b[i] ?? 0));
}

/** Lucene's inverse document frequency among the chunks found, scaled so that a term in none of them has 1. */
function rarity(count: number, frequency: number): number {
  const idf = (n: number) => Math.log(1 + (count - n + 0.5) / (n + 0.5));
  return idf(frequency) / idf(0);
}
