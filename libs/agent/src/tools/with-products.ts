import type { RetrievedChunk } from '@app/knowledge';

import { type Evidence, weigh } from '../answering/evidence-finder.js';

/** What was found with the products that were looked up first, weighed as if the search had found them. */
export function withProducts(evidence: Evidence, products: readonly RetrievedChunk[]): Evidence {
  if (products.length === 0) return evidence;
  const { question, results, searches } = evidence;
  const ids = new Set(products.map(({ chunkId }) => chunkId));
  const others = results.filter(({ chunkId }) => !ids.has(chunkId));
  return weigh(question, [...products, ...others], searches);
}
