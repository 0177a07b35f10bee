import type { RetrievedChunk } from '@app/knowledge';

import { AnswerGrounder } from './answer-grounder.js';
import { CitationList } from './citation-list.js';

const chunk = (id: string, text: string): RetrievedChunk => ({
  chunkId: id,
  pageId: id,
  url: `https://shop.example/${id}`,
  title: id,
  headingPath: [],
  text,
  fetchedAt: new Date('2026-01-05T09:30:00Z'),
  score: 1,
  lexicalRank: 1,
  lexicalScore: 1,
  denseRank: 1,
  denseScore: 1,
  pageKind: 'page',
  product: null,
  coverage: 1,
  alsoOn: [],
  before: null,
  after: null,
});

const RETURNS = chunk(
  'returns',
  'You can return any lamp within 30 days. Sale items cannot be returned.',
);
const SHIPPING = chunk('shipping', 'Shipping costs $9.99 and takes 3 days. It is free from $50.');

function ground(answer: string, tokenLength = 3) {
  const citations = new CitationList();
  const grounder = new AnswerGrounder([RETURNS, SHIPPING], citations);
  const tokens = answer.match(new RegExp(`[\\s\\S]{1,${tokenLength}}`, 'g')) ?? [];
  const shown = tokens.map((token) => grounder.push(token));
  return { shown, text: [...shown, grounder.end()].join(''), citations: citations.all };
}

describe('AnswerGrounder', () => {
  it('numbers citations in the order of their use, whatever numbers the model was given', () => {
    const { text, citations } = ground(
      'Shipping costs $9.99 [2]. A lamp can come back for 30 days [1].',
    );

    expect(text).toBe('Shipping costs $9.99 [1]. A lamp can come back for 30 days [2].');
    expect(citations.map(({ number, url }) => [number, url])).toEqual([
      [1, SHIPPING.url],
      [2, RETURNS.url],
    ]);
  });

  it('quotes the sentence that bears the answer, word for word', () => {
    const { citations } = ground('It is free from $50 [2].');

    expect(citations[0]?.quote).toBe('It is free from $50.');
  });

  it.each([1, 2, 5, 100])(
    'drops markers that resolve to nothing, in tokens of %s characters',
    (length) => {
      const { text, citations } = ground(
        'Shipping costs $9.99 [2][7]. It is free from $50 [12].',
        length,
      );

      expect(text).toBe('Shipping costs $9.99 [1]. It is free from $50.');
      expect(citations).toHaveLength(1);
    },
  );

  it('lets a sentence with a figure that no cited text has go', () => {
    const { text } = ground('Shipping costs $4.99 [2]. Shipping takes 3 days [2].');

    expect(text).not.toContain('4.99');
    expect(text).toContain('3 days [1]');
  });

  it('lets a figure go that stands only in a text which the sentence does not cite', () => {
    expect(ground('You can return a lamp for $9.99 [1].').text).toBe('');
  });

  it('shows nothing of a sentence before its citation is complete', () => {
    const { shown } = ground('Shipping costs $9.99 [2]. More', 1);

    expect(shown.slice(0, 25).join('')).toBe('');
    expect(shown.join('')).toBe('Shipping costs $9.99 [1].');
  });

  it('keeps an uncited sentence that the next cited text bears', () => {
    const { text } = ground('Yes, lamps can be returned. You have 30 days [1].');

    expect(text).toBe('Yes, lamps can be returned. You have 30 days [1].');
  });

  it('lets an uncited claim go that no cited text bears', () => {
    const { text } = ground(
      'We deliver to Norway by helicopter. You have 30 days [1]. Pay with Klarna in stores.',
    );

    expect(text.trim()).toBe('You have 30 days [1].');
  });

  it('lets an uncited figure go', () => {
    expect(ground('You have 30 days [1]. The fee is $77.').text.trim()).toBe(
      'You have 30 days [1].',
    );
  });

  it('does not take a citation that has nothing to do with its sentence', () => {
    expect(
      ground('The moon landing was a great success for everybody involved [1].').citations,
    ).toEqual([]);
  });

  it('gives out nothing of an answer without a citation', () => {
    expect(ground('I think you can return lamps.')).toMatchObject({ text: '', citations: [] });
  });

  it('passes an answer in another language than the page', () => {
    const { text } = ground('Sie können die Lampe innerhalb von 30 Tagen zurückgeben [1].');

    expect(text).toBe('Sie können die Lampe innerhalb von 30 Tagen zurückgeben [1].');
  });
});
