import { foundChunk } from '../../../../test/support/found-chunk.js';
import { AnswerGrounder, type Asking } from './answer-grounder.js';
import { CitationList } from './citation-list.js';

const chunk = (id: string, text: string) => foundChunk({ chunkId: id, text });

const RETURNS = chunk(
  'returns',
  'You can return any lamp within 30 days. Sale items cannot be returned.',
);
const SHIPPING = chunk('shipping', 'Shipping costs $9.99 and takes 3 days. It is free from $50.');

function ground(answer: string, tokenLength = 3, asking: Asking = {}) {
  const citations = new CitationList();
  const grounder = new AnswerGrounder([RETURNS, SHIPPING], citations, asking);
  const tokens = answer.match(new RegExp(`[\\s\\S]{1,${tokenLength}}`, 'g')) ?? [];
  const shown = tokens.map((token) => grounder.push(token));
  const text = [...shown, grounder.end()].join('');
  return { shown, text, citations: citations.all, verdicts: grounder.verdicts };
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

  it('lets nobody cite a page for saying nothing', () => {
    expect(ground('Yes! [1]')).toMatchObject({ text: '', citations: [] });
    expect(ground('Yes! [2] You can return any lamp within 30 days [1].').text).toBe(
      'Yes! You can return any lamp within 30 days [1].',
    );
    expect(ground('三十天内可以退货 [1].').text).not.toBe('');
  });

  describe('a yes or no', () => {
    const MUG = 'The mug costs €14. The mug is sold out.';
    const answer = (question: string, text: string, page: string) => {
      const grounder = new AnswerGrounder([chunk('page', page)], new CitationList(), { question });
      return grounder.push(text) + grounder.end();
    };

    it.each([
      ['Is the mug available?', 'Yes. The mug costs €14 [1].', MUG, 'The mug costs €14 [1].'],
      ['Is the mug in stock?', 'Yes, the mug costs €14 [1].', MUG, ''],
      [
        'Is the mug available?',
        'Yes. The mug costs €14 [1].',
        'The mug costs €14.',
        'The mug costs €14 [1].',
      ],
      [
        'Do you ship to Norway?',
        'Yes. We ship to Sweden [1].',
        'We ship to Sweden.',
        'We ship to Sweden [1].',
      ],
      ['Is the mug sold out?', 'No, the mug costs €14 [1].', MUG, ''],
    ])('is not shown in "%s" where the page does not say so', (question, text, page, shown) => {
      expect(answer(question, text, page).trim()).toBe(shown);
    });

    it.each([
      [
        'Is the mug in stock?',
        'Yes, the mug costs €14 [1].',
        'The mug costs €14. The mug is in stock.',
      ],
      ['Is the mug available?', 'No. The mug is sold out [1].', MUG],
      ['Is the mug sold out?', 'Yes. The mug costs €14 [1].', MUG],
      ['Is the mug sold out?', 'No, the mug costs €14 [1].', 'The mug costs €14 and is in stock.'],
      [
        'Can I pre-order the mug?',
        'Yes. You can pre-order the mug [1].',
        'You can pre-order the mug.',
      ],
      ['Do you ship to Sweden?', 'Yes. We ship to Sweden [1].', 'We ship to Sweden.'],
      [
        'Is free delivery available?',
        'Yes, delivery is free from $50 [1].',
        'Delivery is free from $50.',
      ],
      [
        'Can I return a lamp?',
        'Yes. You can return a lamp within 30 days [1].',
        'You can return a lamp within 30 days.',
      ],
    ])('is shown in "%s" where it does', (question, text, page) => {
      expect(answer(question, text, page)).toBe(text);
    });
  });

  it.each([
    ['The lamp can come back within 30 days [1][2].', 'The lamp can come back within 30 days [1].', 1],
    ['Shipping costs $9.99 [1, 2].', 'Shipping costs $9.99 [1].', 1],
    ['You can return any lamp within 30 days and shipping costs $9.99 [1][2].', 'You can return any lamp within 30 days and shipping costs $9.99 [1][2].', 2],
    ['The moon is made of cheese [1][2].', '', 0],
  ])('drops of several citations those that bear nothing: %s', (answer, shown, count) => {
    const { text, citations } = ground(answer);

    expect(text).toBe(shown);
    expect(citations).toHaveLength(count);
  }); // prettier-ignore

  it('keeps several citations that each bear a sentence', () => {
    const twins = [chunk('a', 'The warranty is 3 years.'), chunk('b', 'Our warranty is 3 years.')];
    const grounder = new AnswerGrounder(twins, new CitationList());

    expect(grounder.push('The warranty is 3 years [1][2].') + grounder.end()).toBe(
      'The warranty is 3 years [1][2].',
    );
    expect(grounder.verdicts[0]?.passages).toEqual([1, 2]);
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

  it.each([
    ['Die Lampe nimmt man innerhalb von 30 Tagen zurück [1].', 'de', true],
    ['Die Lampe nimmt man innerhalb von 90 Tagen zurück [1].', 'de', false],
    ['You have 30 days [1].', 'de', true],
    ['Lamps glow forever [1].', 'de', false],
    ['Chaque lampe a une garantie de retour de 30 ans [1].', 'fr-CA', false],
    ['Chaque lampe peut revenir 30 jours après [1].', 'fr-CA', true],
  ])(
    'answers an English question in the language of the store: %s',
    (answer, language, isShown) => {
      const { text } = ground(answer, 300, { question: 'How long can I return a lamp?', language });

      expect(text !== '').toBe(isShown);
    },
  );

  it('knows a short sentence by the language that was asked in', () => {
    const asking = { question: 'Combien de temps puis-je retourner une lampe ?' };

    expect(ground('Chaque lampe a une limite de 30 jours [1].', 300, asking).text).not.toBe('');
    expect(ground('Chaque lampe a une limite de 90 jours [1].', 300, asking).text).toBe('');
    expect(ground('Lamps glow forever [1].', 300, asking).text).toBe('');
  });

  it.each([1, 4, 300])('keeps lists and tables whole but for what is made up, by %s', (length) => {
    const { text } = ground(
      'Shipping:\n- costs $9.99 [2]\n- takes 3 days [2]\n- takes 1 day by air [2]\n\n| Shipping | $9.99 [2] |\n| Shipping | $4.99 [2] |\n',
      length,
    );

    expect(text).toBe(
      'Shipping:\n- costs $9.99 [1]\n- takes 3 days [1]\n\n| Shipping | $9.99 [1] |\n',
    );
  });

  it.each([
    ['Returns are at [this page](https://shop.example/returns) [1].', true],
    ['Returns are at shop.example [1].', true],
    ['Returns are at [this page](https://evil.example/returns) [1].', false],
    ['Returns are at https://shop.example@evil.example/returns [1].', false],
    ['Returns are at https://shop.example/returns?q=secret [1].', false],
    ['Returns are at [here](/returns) [1].', false],
    ['Returns are at [here][1]\n[1]: https://evil.example/ [1].', false],
    ['Returns are at <https://evil.example/> [1].', false],
    ['Returns <b onclick="x()">lamp</b> [1].', false],
    ['Returns ![lamp](https://shop.example/returns) [1].', false],
  ])('links only to pages it cites: %s', (answer, isShown) => {
    expect(ground(answer).text !== '').toBe(isShown);
  });

  it('takes plain tags out and keeps what they hold', () => {
    expect(ground('Shipping <b>costs</b> $9.99 [2].').text).toBe('Shipping costs $9.99 [1].');
  });

  it('lets go what is only worked out', () => {
    expect(ground('Shipping twice costs 2 × $9.99 = $19.98 [2].').text).toBe('');
  });

  it('says of every sentence what became of it and why', () => {
    const { verdicts } = ground(
      'Yes, lamps can be returned. You have 30 days [1]. You have 90 days [1]. Sale items can be returned [1]. See https://evil.example/ [1]. I am a human [1]. Pay with Klarna.',
    );

    expect(verdicts).toEqual([
      { sentence: 'Yes, lamps can be returned.', isShown: true, reason: null, missing: [], passages: [1] },
      { sentence: 'You have 30 days [1].', isShown: true, reason: null, missing: [], passages: [1] },
      { sentence: 'You have 90 days [1].', isShown: false, reason: 'figure', missing: ['90 days'], passages: [1] },
      { sentence: 'Sale items can be returned [1].', isShown: false, reason: 'unsupported', missing: ['sale return'], passages: [1] },
      { sentence: 'See https://evil.example/ [1].', isShown: false, reason: 'link', missing: ['https://evil.example/'], passages: [1] },
      { sentence: 'I am a human [1].', isShown: false, reason: 'rule', missing: [], passages: [1] },
      { sentence: 'Pay with Klarna.', isShown: false, reason: 'uncited', missing: ['Klarna'], passages: [1] },
    ]); // prettier-ignore
  });

  it('says where only figures and names could be compared', () => {
    const { verdicts } = ground('Sie können die Lampe innerhalb von 30 Tagen zurückgeben [1].');

    expect(verdicts).toEqual([expect.objectContaining({ isShown: true, isCrossLanguage: true })]);
  });

  it('shows nothing of a sentence without an end, and says so', () => {
    const { text, verdicts } = ground(`${'A lamp '.repeat(900)} [1]. You have 30 days [1].`, 60);

    expect(text.trim()).toBe('You have 30 days [1].');
    expect(verdicts[0]).toMatchObject({ isShown: false, reason: 'unsupported' });
    expect(verdicts[0]?.sentence.length).toBeLessThanOrEqual(2_000);
  });
});
