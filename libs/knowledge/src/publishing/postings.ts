import { countTerms, termWeight } from '../retrieval/bm25.js';
import { hashTerm } from '../retrieval/query-terms.js';
import { tokenize } from '../retrieval/tokenize.js';

/** One term's row of the inverted index: the chunks that hold it and its BM25 weight in each. */
export interface Posting {
  term: number;
  numbers: number[];
  weights: number[];
}

/** Collects the terms of chunks and gives them out as an inverted index, with the lengths of all it has seen. */
export class Postings {
  private readonly counts = new Map<number, { numbers: number[]; counts: number[] }>();
  private readonly lengths = new Map<number, number>();
  private totalLength = 0;

  add(number: number, text: string): void {
    const terms = tokenize(text);
    for (const [term, count] of countTerms(terms.map(hashTerm))) {
      const posting = this.counts.get(term);
      if (posting) {
        posting.numbers.push(number);
        posting.counts.push(count);
      } else this.counts.set(term, { numbers: [number], counts: [count] });
    }
    this.lengths.set(number, terms.length);
    this.totalLength += terms.length;
  }

  /** The rows, in no order. */
  *rows(): Generator<Posting> {
    const average = this.totalLength / Math.max(1, this.lengths.size);
    for (const [term, { numbers, counts }] of this.counts) {
      const weights = numbers.map((number, i) =>
        termWeight(counts[i] ?? 0, this.lengths.get(number) ?? 0, average),
      );
      yield { term, numbers, weights };
    }
  }
}
