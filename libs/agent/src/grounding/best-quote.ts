import type { RetrievedChunk } from '@app/knowledge';

import { listSpans } from '../extracting/excerpt.js';
import { termsOf } from '../wording/words.js';
import { figuresStandIn } from './figures/figures-stand.js';

const FIGURES_WEIGHT = 1;
const LENGTH_COST = 0.0015;

/** The sentence or two of a chunk that say best what an answer's sentence says, word for word from the chunk. */
export function bestQuote(sentence: string, { text }: RetrievedChunk): string {
  const wanted = [...termsOf(sentence)];
  const spans = listSpans(text).spans.map(({ start, end }) => {
    const quote = text.slice(start, end);
    return { quote, score: likeness(quote, wanted, sentence) };
  });
  const best = spans.sort((a, b) => b.score - a.score)[0];
  return best?.quote ?? text.slice(0, 300);
}

function likeness(quote: string, wanted: readonly string[], sentence: string): number {
  const terms = termsOf(quote);
  const shared = wanted.filter((term) => terms.has(term)).length / Math.max(1, wanted.length);
  return (
    shared + (figuresStandIn(sentence, quote) ? FIGURES_WEIGHT : 0) - LENGTH_COST * quote.length
  );
}
