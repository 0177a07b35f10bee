import type { RetrievedChunk } from '@app/knowledge';

import { splitUnits, type Unit } from './split-units.js';

/** A contiguous piece of a chunk that may be quoted, and how well it answers. Offsets are into the chunk's text. */
export interface Excerpt {
  chunk: RetrievedChunk;
  start: number;
  end: number;
  score: number;
  /** Strength of each question term in the excerpt itself, and in it together with its title, headings and neighbours. */
  own: number[];
  covered: number[];
  givesExpected: boolean;
  /** Whether it stands under the very question that was asked. */
  isReply: boolean;
  /** How much of the page's title the question names. */
  titleFit: number;
}

export interface ExcerptSpan {
  start: number;
  end: number;
  first: number;
  last: number;
}

/** Longer quotes are not read; the best one may go on a little, since answers often do. */
const MAX_LENGTH = 420;
const MAX_EXTENDED = 480;
/** The names and prices of products that a page lists; the row of a table is of one thing. */
const LISTING = /[·|]\s*[$€£¥]\s?\d|[$€£¥]\s?\d[\d.,]*\s*[·|]/u;
const ROW = /^\|[^\n]*$/u;

export function isListing(text: string): boolean {
  return LISTING.test(text) && !ROW.test(text);
}

export function quoteOf({ chunk, start, end }: Pick<Excerpt, 'chunk' | 'start' | 'end'>): string {
  return chunk.text.slice(start, end);
}

/** Every piece of a text that may be quoted: up to three sentences of one block, or a list with its introduction. */
export function listSpans(text: string): { units: Unit[]; spans: ExcerptSpan[] } {
  const units = splitUnits(text);
  const spans = units.flatMap(({ start }, first) =>
    lastUnits(text, units, first).map((last) => ({ start, end: units[last]!.end, first, last })),
  );
  return { units, spans };
}

/** The excerpt from the line that introduces its list: "Gift cards" by itself may be what is sold or what is not taken back. */
export function introduceExcerpt(excerpt: Excerpt): Excerpt {
  const units = splitUnits(excerpt.chunk.text);
  let first = units.findIndex(({ start }) => start === excerpt.start);
  const { block } = units[first] ?? { block: -1 };
  while (units[first]?.block === block && units[first]!.isListed) first -= 1;
  const introduction = units[first];
  const isTooLong = excerpt.end - (introduction?.start ?? 0) > MAX_EXTENDED;
  return introduction?.block !== block || isTooLong
    ? excerpt
    : { ...excerpt, start: introduction.start };
}

/** The excerpt with the sentences that follow it in its block, as far as they fit. */
export function extendExcerpt(excerpt: Excerpt): Excerpt {
  const { text } = excerpt.chunk;
  const units = splitUnits(text);
  let last = units.findIndex(({ end }) => end === excerpt.end);
  const { block } = units[last] ?? { block: -1 };
  for (let next = units[last + 1]; next?.block === block; next = units[last + 1]) {
    const isTooLong = next.end - excerpt.start > MAX_EXTENDED;
    if (isTooLong || isListing(text.slice(next.start, next.end))) break;
    last += 1;
  }
  return { ...excerpt, end: units[last]?.end ?? excerpt.end };
}

function lastUnits(text: string, units: readonly Unit[], from: number): number[] {
  const first = units[from]!;
  const fits = (to: number): boolean => {
    const last = units[to];
    return last?.block === first.block && last.end - first.start <= MAX_LENGTH;
  };
  if (text.slice(first.start, first.end).endsWith(':')) {
    let to = from;
    while (fits(to + 1) && units[to + 1]!.isItem) to += 1;
    return [to];
  }
  return [from, ...[from + 1, from + 2].filter(fits)];
}
