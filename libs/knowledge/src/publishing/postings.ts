import { countTerms, termWeight } from '../retrieval/bm25.js';
import { Vocabulary } from '../spelling/vocabulary.js';
import { hashTerm } from '../terms/hash-text.js';
import type { Language } from '../terms/languages.js';
import { readWords, type Word } from '../terms/read-words.js';
import { termOf } from '../terms/tokenize.js';

/**
 * How much of a term's weight is its weight in the whole page; the rest is that in the chunk alone. A page that is about
 * something speaks for each of its chunks; measured with `npm run eval:retrieval`, see the README's decisions.
 */
const PAGE_SHARE = 0.6;

/** What the index reads of a chunk. */
export interface IndexedText {
  number: number;
  pageId: string;
  language: Language;
  text: string;
}

/** One term's row of the inverted index: the chunks that hold it and its BM25 weight in each. */
export interface Posting {
  term: number;
  numbers: number[];
  weights: number[];
}

interface Occurrences {
  numbers: number[];
  pages: string[];
  counts: number[];
}

/** Collects the terms of chunks and gives them out as an inverted index, with the lengths of all it has seen. */
export class Postings {
  private readonly occurrences = new Map<number, Occurrences>();
  private readonly chunkLengths = new Map<number, number>();
  private readonly pageLengths = new Map<string, number>();
  private totalLength = 0;
  /** Texts repeat their words; null is a stop word. */
  private readonly knownTerms = new Map<Language, Map<string, number | null>>();

  constructor(private readonly vocabulary = new Vocabulary()) {}

  add({ number, pageId, language, text }: IndexedText): void {
    const terms = this.readTerms(text, language);
    for (const [term, count] of countTerms(terms)) {
      const { numbers, pages, counts } = this.occurrencesOf(term);
      numbers.push(number);
      pages.push(pageId);
      counts.push(count);
    }
    this.chunkLengths.set(number, terms.length);
    this.pageLengths.set(pageId, (this.pageLengths.get(pageId) ?? 0) + terms.length);
    this.totalLength += terms.length;
  }

  /** The rows, in no order. */
  *rows(): Generator<Posting> {
    const chunkAverage = this.totalLength / Math.max(1, this.chunkLengths.size);
    const pageAverage = this.totalLength / Math.max(1, this.pageLengths.size);
    for (const [term, { numbers, pages, counts }] of this.occurrences) {
      const pageCounts = sumBy(pages, counts);
      const weights = numbers.map((number, i) => {
        const page = pages[i] ?? '';
        const ofChunk = termWeight(
          counts[i] ?? 0,
          this.chunkLengths.get(number) ?? 0,
          chunkAverage,
        );
        const pageLength = this.pageLengths.get(page) ?? 0;
        const ofPage = termWeight(pageCounts.get(page) ?? 0, pageLength, pageAverage);
        return (1 - PAGE_SHARE) * ofChunk + PAGE_SHARE * ofPage;
      });
      yield { term, numbers, weights };
    }
  }

  private readTerms(text: string, language: Language): number[] {
    const known = this.knownTermsOf(language);
    const terms: number[] = [];
    for (const word of readWords(text)) {
      let term = word.isFixed ? undefined : known.get(word.text);
      if (term === undefined) {
        term = this.readTerm(word, language);
        if (!word.isFixed) known.set(word.text, term);
      }
      if (term !== null) terms.push(term);
    }
    return terms;
  }

  private readTerm(word: Word, language: Language): number | null {
    const term = termOf(word, language);
    if (term === null) return null;
    this.vocabulary.add(word.text);
    return hashTerm(term);
  }

  private knownTermsOf(language: Language): Map<string, number | null> {
    const known = this.knownTerms.get(language) ?? new Map<string, number | null>();
    this.knownTerms.set(language, known);
    return known;
  }

  private occurrencesOf(term: number): Occurrences {
    const known = this.occurrences.get(term);
    if (known) return known;
    const fresh: Occurrences = { numbers: [], pages: [], counts: [] };
    this.occurrences.set(term, fresh);
    return fresh;
  }
}

function sumBy(keys: readonly string[], values: readonly number[]): Map<string, number> {
  const sums = new Map<string, number>();
  keys.forEach((key, i) => sums.set(key, (sums.get(key) ?? 0) + (values[i] ?? 0)));
  return sums;
}
