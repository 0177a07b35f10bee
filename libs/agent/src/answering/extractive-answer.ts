import type { RetrievedChunk } from '@app/knowledge';

import type { Citation } from '../conversations/citation.js';
import { type Excerpt, quoteOf } from '../extracting/excerpt.js';
import { selectExcerpts } from '../extracting/select-excerpts.js';
import { CitationList } from '../grounding/citation-list.js';
import { QuotableText, safeChunk } from '../grounding/injection/safe-chunk.js';
import { REPLIES } from '../prompts/replies.js';
import type { Evidence } from './evidence-finder.js';

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

/** The answer without a model: the best pieces of the store's pages, word for word, each with where it stands. */
export function extractiveAnswer({ findings, results }: Evidence): ExtractiveAnswer {
  const list = new CitationList();
  const quotes = safeExcerpts(findings.excerpts).map((excerpt) => {
    const quote = clip(quoteOf(excerpt), MAX_QUOTE);
    const chunks = [excerpt.chunk, ...twinsOf(excerpt, quote, results)];
    const numbers = chunks.map((chunk) => `[${list.add(chunk, quote)}]`);
    const text = `\n${placeOf(safeChunk(excerpt.chunk))}: “${readable(quote)}” ${numbers.join('')}\n`;
    return { text, citations: list.takeNew() };
  });
  const introduction = { text: `${REPLIES.quotesIntroduction}\n`, citations: [] };
  return { parts: [introduction, ...quotes], citations: list.all };
}

/** What speaks to a model instead of to people is not quoted, also where a good quote would go on to it. */
function safeExcerpts(excerpts: readonly Excerpt[]): Excerpt[] {
  const filter = new QuotableText();
  const safe = excerpts.filter((excerpt) => filter.allows(excerpt));
  return selectExcerpts(safe).map((excerpt) => (filter.allows(excerpt) ? excerpt : safe[0]!));
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
function placeOf({ title, headingPath }: RetrievedChunk): string {
  const page = title.split(TITLE_PARTS)[0]?.trim() ?? '';
  const heading = headingPath.at(-1) ?? '';
  const saysMore = heading !== '' && !heading.startsWith(page) && !page.startsWith(heading);
  const place = saysMore && page !== '' ? `${page} › ${heading}` : page || heading || 'This page';
  return clip(place, MAX_PLACE);
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
