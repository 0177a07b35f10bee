import type { Evidence } from '../answering/evidence-finder.js';
import type { AnswerSource } from '../grounding/answer-source.js';

/** What was found with the products that were looked up first; a page that is both is there once, with its data. */
export function withProducts(evidence: Evidence, products: readonly AnswerSource[]): Evidence {
  if (products.length === 0) return evidence;
  const ids = new Set(products.map(({ chunkId }) => chunkId));
  const others = evidence.results.filter(({ chunkId }) => !ids.has(chunkId));
  return { ...evidence, results: [...products, ...others] };
}
