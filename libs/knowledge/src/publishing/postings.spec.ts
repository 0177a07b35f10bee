import { termWeight } from '../retrieval/bm25.js';
import { hashTerm } from '../terms/hash-text.js';
import { type IndexedText, Postings } from './postings.js';

const chunk = (number: number, text: string, more: Partial<IndexedText> = {}): IndexedText => ({
  number,
  pageId: `page ${number}`,
  language: 'en',
  text,
  ...more,
});

const rowOf = (postings: Postings, term: string) =>
  [...postings.rows()].find((row) => row.term === hashTerm(term));

describe('postings', () => {
  it('list for each term the chunks that hold it with its BM25 weight there', () => {
    const postings = new Postings();
    postings.add(chunk(7, 'pillow pillow sheet'));
    postings.add(chunk(9, 'pillow'));

    expect(rowOf(postings, 'pillow')).toMatchObject({ term: hashTerm('pillow'), numbers: [7, 9] });
    expect(rowOf(postings, 'pillow')?.weights[0]).toBeCloseTo(termWeight(2, 3, 2));
    expect(rowOf(postings, 'pillow')?.weights[1]).toBeCloseTo(termWeight(1, 1, 2));
    expect(rowOf(postings, 'sheet')?.numbers).toEqual([7]);
  });

  it('let the rest of a page speak for each of its chunks', () => {
    const postings = new Postings();
    postings.add(chunk(1, 'pillow returns', { pageId: 'pillows' }));
    postings.add(chunk(2, 'pillow pillow', { pageId: 'pillows' }));
    postings.add(chunk(3, 'pillow returns', { pageId: 'returns' }));
    postings.add(chunk(4, 'returns returns', { pageId: 'returns' }));
    const [first = 0, , third = 0] = rowOf(postings, 'pillow')?.weights ?? [];

    expect(first).toBeGreaterThan(third);
    expect(first).toBeCloseTo(0.4 * termWeight(1, 2, 2) + 0.6 * termWeight(3, 4, 4));
  });

  it('read each text in its language', () => {
    const postings = new Postings();
    postings.add(chunk(1, 'die Bestellungen', { language: 'de' }));
    postings.add(chunk(2, 'die Bestellungen', { language: 'other' }));

    expect(rowOf(postings, 'bestell')?.numbers).toEqual([1]);
    expect(rowOf(postings, 'die')?.numbers).toEqual([2]);
  });

  it('count a chunk without words as one of no length', () => {
    const postings = new Postings();
    postings.add(chunk(1, ''));
    postings.add(chunk(2, 'pillow'));

    expect(rowOf(postings, 'pillow')?.weights[0]).toBeCloseTo(termWeight(1, 1, 0.5));
    expect([...new Postings().rows()]).toEqual([]);
  });
});
