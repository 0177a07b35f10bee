import { remembering } from '../../terms/remembering.js';
import { addsNothing, statementsOf } from '../../terms/statements.js';
import { colours, tellingWords, wordsOf } from '../../terms/telling-words.js';
import type { PagePlace, RetrievedChunk } from '../retrieved-chunk.js';
import { HashedWords } from './hashed-words.js';

/** The share of the words of both texts that both have, from which on they say the same. */
const ALIKE = 0.85;

type Text = PagePlace & Pick<RetrievedChunk, 'text' | 'pageKind'>;

interface Kept<T> {
  words: HashedWords;
  chunk: T & { alsoOn: PagePlace[] };
}

/**
 * The best of a list of which no two say the same: shops have a page for each colour of a thing. What is left out is named
 * with the one that stands for it, and says nothing else, apart from colours and what its product is called.
 */
export function foldAlike<T extends Text>(
  ranked: readonly T[],
  limit: number,
): (T & { alsoOn: PagePlace[] })[] {
  const kept: Kept<T>[] = [];
  for (const chunk of ranked) {
    const words = wordsIn(chunk.text);
    const standing = kept.find(
      (other) => isAlike(words, other.words) && saysNoMore(chunk, other.chunk),
    );
    if (standing === undefined) {
      if (kept.length < limit) kept.push({ words, chunk: { ...chunk, alsoOn: [] } });
    } else name(standing.chunk, chunk);
  }
  return kept.map(({ chunk }) => chunk);
}

const wordsIn = remembering((text) => new HashedWords(text.toLowerCase()));

/** Given up as soon as too many words are missing: nearly all pairs of a list have little in common. */
function isAlike(a: HashedWords, b: HashedWords): boolean {
  if (a.leastApart(b) > ((1 - ALIKE) / (1 + ALIKE)) * (a.count + b.count)) return false;
  const [few, many] = a.set.size < b.set.size ? [a.set, b.set] : [b.set, a.set];
  const needed = (ALIKE * (a.set.size + b.set.size)) / (1 + ALIKE);
  let possible = few.size;
  for (const word of few) {
    if (possible < needed) return false;
    if (!many.has(word)) possible -= 1;
  }
  return possible >= needed;
}

function saysNoMore(chunk: Text, standing: Text): boolean {
  if (factsIn(chunk.text) !== factsIn(standing.text)) return false;
  const variants = [chunk, standing].flatMap(namesOfVariant);
  const ignored = new Set([...colours, ...variants]);
  return addsNothing(statementsIn(chunk.text), statementsIn(standing.text), ignored);
}

/** The title of a product says which variant it is; that of any other page may say for whom its rules are. */
const namesOfVariant = ({ pageKind, title }: Text): string[] =>
  pageKind === 'product' ? wordsOf(title) : [];

const statementsIn = remembering(statementsOf);

/** In any order: one text may begin a line earlier. */
const factsIn = remembering((text) =>
  tellingWords(wordsOf(text), { withColours: false }).sort().join('\n'),
);

function name(standing: Text & { alsoOn: PagePlace[] }, { pageId, url, title }: PagePlace): void {
  const isKnown = [standing, ...standing.alsoOn].some((page) => page.pageId === pageId);
  if (!isKnown) standing.alsoOn.push({ pageId, url, title });
}
