import { endOf, startOf } from '../retrieval/listing/clip-neighbour.js';
import type { RetrievedChunk } from '../retrieval/retrieved-chunk.js';
import { tokenize } from '../terms/tokenize.js';
import type { FreshPage } from './recheck.js';

/** Beyond as many as were found, for what the page did not say before. */
const MORE = 2;

/**
 * What was found, with a page as it is now: its pieces that are most like what was found of it, or like the question, take
 * the places and the scores of those. The other pages stay as they are.
 */
export function takePlaces(
  question: string,
  found: readonly RetrievedChunk[],
  pageId: string,
  fresh: FreshPage,
): RetrievedChunk[] {
  const before = found.filter((chunk) => chunk.pageId === pageId);
  const places = before.length;
  const pieces = bestPieces(question, before, fresh).slice(0, places + MORE);
  const last = found.findLastIndex((chunk) => chunk.pageId === pageId);
  let taken = 0;
  return found.flatMap((chunk, i) => {
    if (chunk.pageId !== pageId) return [chunk];
    const from = taken;
    taken = i === last ? pieces.length : taken + 1;
    return pieces.slice(from, taken).map((piece) => placed(piece, chunk, fresh));
  });
}

/** Numbers of the pieces, the likeliest first. */
function bestPieces(
  question: string,
  before: readonly RetrievedChunk[],
  { title, chunks }: FreshPage,
): number[] {
  const asked = new Set(tokenize(question));
  const old = before.map(({ headingPath, text }) => wordsOf(headingPath, text));
  const scores = chunks.map(({ headingPath, text }) => {
    const words = wordsOf([title, ...headingPath], text);
    const share = shared(asked, words) / Math.max(1, asked.size);
    return share + Math.max(0, ...old.map((other) => likeness(words, other)));
  });
  return chunks.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
}

function placed(number: number, chunk: RetrievedChunk, fresh: FreshPage): RetrievedChunk {
  const { chunks, id, title, kind, products, fetchedAt } = fresh;
  const { headingPath, text } = chunks[number]!;
  const [before, after] = [chunks[number - 1]?.text, chunks[number + 1]?.text];
  const [first] = products;
  const { description: _, ...facts } = first ?? { description: null };
  return {
    ...chunk,
    chunkId: crypto.randomUUID(),
    pageId: id,
    title,
    headingPath,
    text,
    fetchedAt,
    pageKind: kind,
    product: kind === 'product' && first ? (facts as RetrievedChunk['product']) : null,
    alsoOn: [],
    before: before === undefined ? null : endOf(before),
    after: after === undefined ? null : startOf(after),
  };
}

const wordsOf = (headings: readonly string[], text: string): Set<string> =>
  new Set(tokenize([...headings, text].join('\n')));

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  [...a].filter((word) => b.has(word)).length;

/** Dice: 1 for the same words. */
const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  (2 * shared(a, b)) / Math.max(1, a.size + b.size);
