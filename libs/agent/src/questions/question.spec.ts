import { readQuestion } from './question.js';

const names = (text: string) =>
  readQuestion(text)
    .terms.filter((t) => t.isName)
    .map((t) => t.word);

describe('readQuestion', () => {
  it.each([
    ['Can I pay with Klarna in four instalments?', ['Klarna']],
    ['do you deliver to norway', ['norway']],
    ['Where is my order 10442?', ['10442']],
    ['Does the RTX4090 fit?', ['RTX4090']],
    ['What does shipping cost for a $20 order?', []],
    ['HOW LONG DOES SHIPPING TAKE', []],
    ['I lost it. Refunds possible?', []],
    ['Wie hoch sind die Versandkosten für Möbel?', []],
  ])('finds the names in "%s"', (text, expected) => expect(names(text)).toEqual(expected));

  it('weighs words of asking less than words of the topic', () => {
    const terms = readQuestion('Please tell me about shipping').terms;

    const weight = (word: string) => terms.find((term) => term.word === word)!.weight;
    expect(weight('tell')).toBeLessThan(weight('shipping'));
  });

  it('knows the words of asking of other languages', () => {
    const { terms } = readQuestion('Wie hoch sind die Versandkosten?');

    expect(terms.filter(({ weight }) => weight === 1).map(({ term }) => term)).toEqual([
      'versand',
      'kosten',
    ]);
  });

  it('hears "send back" as a return', () => {
    const returned = readQuestion('return').terms[0]!.term;

    expect(readQuestion('Can I send the lamp back?').terms.map(({ term }) => term)).toContain(
      returned,
    );
  });

  it('takes carried words as lighter topics', () => {
    const terms = readQuestion('Is it heavy?', ['table']).terms;

    expect(terms.find(({ word }) => word === 'table')).toMatchObject({
      weight: 0.5,
      isName: false,
    });
  });

  it.each(['Do you ship to the UK?', 'do you ship to the uk', 'Shipping to the U.K.?'])(
    'knows a region by any of its names: %s',
    (text) => {
      const { terms } = readQuestion(text);

      expect(terms.filter(({ isName }) => isName).map(({ term }) => term)).toEqual(['@GB']);
    },
  );

  it('takes "us" for a word', () => {
    expect(readQuestion('Can you tell us more?').terms.map(({ term }) => term)).not.toContain(
      '@US',
    );
    expect(readQuestion('Do you ship to the US?').terms.map(({ term }) => term)).toContain('@US');
  });

  it('knows a country by other names, and by the union that it belongs to', () => {
    const [, germany] = readQuestion('ship to germany').terms;

    expect(germany).toMatchObject({ term: 'germani', isName: true });
    expect([...(germany?.synonyms ?? [])]).toEqual(['@DE', '@EU']);
  });
});
