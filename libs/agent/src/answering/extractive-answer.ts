import type { RetrievedChunk } from '@app/knowledge';

import type { Citation } from '../conversations/citation.js';
import { type Excerpt, quoteOf } from '../extracting/excerpt.js';
import { selectExcerpts } from '../extracting/select-excerpts.js';
import { CitationList } from '../grounding/citation-list.js';
import { safeChunk } from '../grounding/injection/safe-chunk.js';
import type { Replies } from '../prompts/replies/replies.js';
import type { Evidence } from './evidence-finder.js';
import type { MayQuote } from './quotable-evidence.js';

export interface ExtractiveAnswer {
  /** Shown one after the other; together they are the content. */
  parts: { text: string; citations: Citation[] }[];
  citations: Citation[];
}

const MAX_QUOTE = 700;
const MAX_PLACE = 160;
/** Shops say the same on the page of each size and colour; a few of them are named. */
const MAX_TWINS = 2;
const TITLE_PARTS = /\s[–—|·]\s/u;

/**
 * The answer without a model: the best pieces of the store's pages, word for word, each with where it stands. `evidence`
 * holds nothing that may not be quoted.
 */
export function extractiveAnswer(
  { findings, results, question }: Evidence,
  { replies, mayQuote }: { replies: Replies; mayQuote: MayQuote },
): ExtractiveAnswer {
  const list = new CitationList();
  const best = question.asksRange ? findings.excerpts : chosen(findings.excerpts, mayQuote);
  const quotes = best.map((excerpt) => {
    const quote = clip(quoteOf(excerpt), MAX_QUOTE);
    const chunks = [excerpt.chunk, ...twinsOf(excerpt, quote, results)];
    const numbers = chunks.map((chunk) => `[${list.add(safeChunk(chunk), quote)}]`);
    const text = `\n${placeOf(safeChunk(excerpt.chunk), quote)}: “${readable(quote)}” ${numbers.join('')}\n`;
    return { text, citations: list.takeNew() };
  });
  const introduction = { text: `${replies.quotesIntroduction}\n`, citations: [] };
  return { parts: [introduction, ...quotes], citations: list.all };
}

/** A good quote goes on in its block, unless what may not be quoted follows. */
function chosen(excerpts: readonly Excerpt[], mayQuote: MayQuote): Excerpt[] {
  return selectExcerpts(excerpts).flatMap((excerpt, i) => {
    if (mayQuote(excerpt)) return [excerpt];
    return i === 0 ? excerpts.slice(0, 1) : [];
  });
}

/** Other pages that hold the very words. */
function twinsOf(
  { chunk }: Excerpt,
  quote: string,
  results: readonly RetrievedChunk[],
): RetrievedChunk[] {
  const pages = new Map<string, RetrievedChunk>();
  for (const other of results) {
    if (other.pageId !== chunk.pageId && other.text.includes(quote)) pages.set(other.pageId, other);
  }
  return [...pages.values()].slice(0, MAX_TWINS);
}

/** The page and the heading above the quote: a price says little without the product it stands under. */
function placeOf({ title, headingPath }: RetrievedChunk, quote: string): string {
  const page = title.split(TITLE_PARTS)[0]?.trim() ?? '';
  const heading = borneHeading(headingPath.at(-1) ?? '', `${title}\n${quote}`);
  const saysMore = heading !== '' && !heading.startsWith(page) && !page.startsWith(heading);
  const place = saysMore && page !== '' ? `${page} › ${heading}` : page || heading || 'This page';
  return clip(place, MAX_PLACE);
}

/** A number that neither the quote nor the title has is no part of the answer, so "Section 6" is not named. */
function borneHeading(heading: string, borne: string): string {
  const numbers = heading.match(/\p{N}+/gu) ?? [];
  return numbers.every((number) => borne.includes(number)) ? heading : '';
}

/** Table rows lose their bars, the words stay. */
function readable(quote: string): string {
  return quote
    .split('\n')
    .map((line) =>
      line.startsWith('|') ? line.replace(/^\|\s*|\s*\|$/g, '').replaceAll(' | ', ' · ') : line,
    )
    .join('\n');
}

/** Cut between words; what is left still stands in the page as it is. */
function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.lastIndexOf(' ', length);
  return text.slice(0, end > 0 ? end : length);
}
