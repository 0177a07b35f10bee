import type { RetrievedChunk } from '@app/knowledge';

import { splitWords } from '../wording/words.js';
import type { TermMatcher } from './term-matcher.js';

const NAMED = 0.7;
/** Titles end in the shop's name after one of these. */
const TITLE_PARTS = /\s[–—|·:-]\s/u;

/** How much of the page's title or nearest heading the question names: 1 for a page that is about just that. */
export function titleFit({ title, headingPath }: RetrievedChunk, matcher: TermMatcher): number {
  const names = [...title.split(TITLE_PARTS), ...headingPath.slice(-1)];
  return Math.max(0, ...names.map((name) => namedShare(name, matcher)));
}

function namedShare(name: string, matcher: TermMatcher): number {
  const words = splitWords(name).filter((word) => word.terms.length > 0);
  const named = words.filter(({ terms }) => {
    return Math.max(0, ...matcher.strengths(new Set(terms))) >= NAMED;
  });
  return words.length === 0 ? 0 : named.length / words.length;
}
