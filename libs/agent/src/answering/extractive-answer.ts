import type { RetrievedChunk } from '@app/knowledge';

import { type Excerpt, quoteOf } from '../extracting/excerpt.js';
import { selectExcerpts } from '../extracting/select-excerpts.js';
import { CitationList } from '../grounding/citation-list.js';
import { REPLIES } from '../prompts/replies.js';
import type { Citation } from './answer-event.js';
import type { Evidence } from './evidence-finder.js';

export interface ExtractiveAnswer {
  /** Shown one after the other; together they are the content. */
  parts: { text: string; citation: Citation | null }[];
  citations: Citation[];
}

const MAX_QUOTE = 700;
const MAX_PLACE = 160;
const TITLE_PARTS = /\s[–—|·]\s/u;

/** The answer without a model: the best pieces of the store's pages, word for word, each with where it stands. */
export function extractiveAnswer({ findings }: Evidence): ExtractiveAnswer {
  const list = new CitationList();
  const quotes = selectExcerpts(findings.excerpts).map((excerpt) => quotePart(excerpt, list));
  const introduction = { text: `${REPLIES.quotesIntroduction}\n`, citation: null };
  return { parts: [introduction, ...quotes], citations: list.all };
}

function quotePart(excerpt: Excerpt, list: CitationList): ExtractiveAnswer['parts'][number] {
  const quote = clip(quoteOf(excerpt), MAX_QUOTE);
  const number = list.add(excerpt.chunk, quote);
  const text = `\n${placeOf(excerpt.chunk)}: “${readable(quote)}” [${number}]\n`;
  return { text, citation: list.all.at(-1) ?? null };
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
