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
}

export interface ExcerptSpan {
  start: number;
  end: number;
  first: number;
  last: number;
}

/** Longer quotes are not read. */
const MAX_LENGTH = 420;

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
