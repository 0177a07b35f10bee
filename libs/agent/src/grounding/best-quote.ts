import type { RetrievedChunk } from '@app/knowledge';

import { listSpans } from '../extracting/excerpt.js';
import { termsOf } from '../wording/words.js';
import { missingFigures } from './figures/figures-stand.js';
import { findFigures } from './figures/find-figures.js';
import { SourceFigures } from './figures/source-figures.js';
import { OMITTED } from './injection/safe-chunk.js';

const FIGURES_WEIGHT = 1;
const LENGTH_COST = 0.0015;

/** The sentence or two of a chunk that say best what an answer's sentence says, word for word from the chunk. */
export function bestQuote(sentence: string, { text }: RetrievedChunk): string {
  const wanted = [...termsOf(sentence)];
  const figures = findFigures(sentence);
  const quotes = listSpans(text)
    .spans.map(({ start, end }) => text.slice(start, end))
    .filter((quote) => !quote.includes(OMITTED));
  const best = quotes
    .map((quote) => ({ quote, score: likeness(quote, wanted, { sentence, figures }) }))
    .sort((a, b) => b.score - a.score)[0];
  return best?.quote ?? text.slice(0, 300);
}

function likeness(
  quote: string,
  wanted: readonly string[],
  { sentence, figures }: { sentence: string; figures: ReturnType<typeof findFigures> },
): number {
  const terms = termsOf(quote);
  const shared = wanted.filter((term) => terms.has(term)).length / Math.max(1, wanted.length);
  const hasFigures =
    figures.length === 0 ||
    missingFigures(sentence, figures, new SourceFigures(quote)).length === 0;
  return shared + (hasFigures ? FIGURES_WEIGHT : 0) - LENGTH_COST * quote.length;
}
