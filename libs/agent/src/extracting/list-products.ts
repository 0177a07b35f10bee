import type { RetrievedChunk } from '@app/knowledge';

import { termsOf } from '../wording/words.js';
import { type Excerpt, listSpans } from './excerpt.js';

const MAX_PRODUCTS = 5;
/** Of the words of a name; more, and it is another size or colour of one that is listed. */
const TOO_ALIKE = 0.6;

/** The line with the name of each of a few products that differ: what a store says it sells. None where none was found. */
export function listProducts(results: readonly RetrievedChunk[], termCount: number): Excerpt[] {
  const listed: { excerpt: Excerpt; name: Set<string> }[] = [];
  for (const chunk of results) {
    const name = termsOf(chunk.product?.name ?? '');
    const excerpt = excerptOf(chunk, name, termCount);
    if (excerpt === null || listed.some((other) => isAlike(other.name, name))) continue;
    listed.push({ excerpt, name });
    if (listed.length === MAX_PRODUCTS) break;
  }
  return listed.map(({ excerpt }) => excerpt);
}

/** A place that says all of the name: the shortest of those, so that the price may stand beside it. */
function excerptOf(chunk: RetrievedChunk, name: Set<string>, termCount: number): Excerpt | null {
  if (chunk.pageKind !== 'product' || name.size === 0) return null;
  const { units } = listSpans(chunk.text);
  const place = units.find(({ start, end }) => {
    const terms = termsOf(chunk.text.slice(start, end));
    return [...name].every((term) => terms.has(term));
  });
  const none = Array.from({ length: termCount }, () => 0);
  return place === undefined
    ? null
    : {
        chunk,
        start: place.start,
        end: place.end,
        score: 1,
        own: none,
        covered: none,
        givesExpected: false,
        isReply: true,
        titleFit: 1,
      };
}

function isAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((term) => b.has(term)).length;
  return shared / Math.max(1, Math.min(a.size, b.size)) > TOO_ALIKE;
}
