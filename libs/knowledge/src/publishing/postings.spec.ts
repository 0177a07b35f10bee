import { termWeight } from '../retrieval/bm25.js';
import { hashTerm } from '../retrieval/query-terms.js';
import { Postings } from './postings.js';

const rowOf = (postings: Postings, term: string) =>
  [...postings.rows()].find((row) => row.term === hashTerm(term));

describe('postings', () => {
  it('list for each term the chunks that hold it with its BM25 weight there', () => {
    const postings = new Postings();
    postings.add(7, 'pillow pillow sheet');
    postings.add(9, 'pillow');

    expect(rowOf(postings, 'pillow')).toEqual({
      term: hashTerm('pillow'),
      numbers: [7, 9],
      weights: [termWeight(2, 3, 2), termWeight(1, 1, 2)],
    });
    expect(rowOf(postings, 'sheet')?.numbers).toEqual([7]);
  });

  it('count a chunk without words as one of no length', () => {
    const postings = new Postings();
    postings.add(1, '');
    postings.add(2, 'pillow');

    expect(rowOf(postings, 'pillow')?.weights).toEqual([termWeight(1, 1, 0.5)]);
    expect([...new Postings().rows()]).toEqual([]);
  });
});
