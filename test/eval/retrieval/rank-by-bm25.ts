import { stemmer } from '@orama/stemmers/english';

const k1 = 1.2;
const b = 0.75;

/** The stop words of Lucene's English analyzer. */
const STOP_WORDS = new Set(
  `a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to
   was will with`.split(/\s+/),
);

/** Words and numbers in lower case without Lucene's English stop words, stemmed as Porter published it. */
export function referenceTerms(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word)).map(stemmer);
}

/**
 * The yardstick: BM25 (k1 1.2, b 0.75) in memory over whole entries, written apart from the product's own search and with
 * a plain tokenizer. Returns places, the best first.
 */
export function rankByBm25(texts: readonly string[]): (question: string) => number[] {
  const entries = texts.map(referenceTerms);
  const average = entries.reduce((sum, { length }) => sum + length, 0) / entries.length;
  const postings = new Map<string, Map<number, number>>();
  entries.forEach((terms, place) => {
    for (const term of terms) {
      const counts = postings.get(term) ?? new Map<number, number>();
      postings.set(term, counts.set(place, (counts.get(place) ?? 0) + 1));
    }
  });
  return (question) => {
    const scores = new Map<number, number>();
    for (const term of referenceTerms(question)) {
      const counts = postings.get(term) ?? new Map<number, number>();
      const idf = Math.log(1 + (entries.length - counts.size + 0.5) / (counts.size + 0.5));
      for (const [place, count] of counts) {
        const norm = k1 * (1 - b + (b * (entries[place]?.length ?? 0)) / average);
        const score = (idf * count * (k1 + 1)) / (count + norm);
        scores.set(place, (scores.get(place) ?? 0) + score);
      }
    }
    return [...scores].sort(([p, x], [q, y]) => y - x || p - q).map(([place]) => place);
  };
}
