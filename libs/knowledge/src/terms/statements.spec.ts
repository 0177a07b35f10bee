import { addsNothing, statementsOf } from './statements.js';

const adds = (text: string, known: string, ignored: string[] = []) =>
  !addsNothing(statementsOf(text), statementsOf(known), new Set(ignored));

describe('addsNothing', () => {
  it.each([
    ['We ship to Germany.', 'We ship to France.'],
    ['The shop closes on Monday.', 'The shop closes on Friday.'],
    ['It is made of wool.', 'It is made of linen.'],
    ['Opened returns are refused.', 'Opened returns are accepted.'],
    ['Members save twenty per cent.', 'Members save thirty per cent.'],
    ['Gift wrap is billed.', 'Gift wrap is free.'],
    ['We pay for returns.', 'You pay for returns.'],
    ['Pay before delivery.', 'Pay after delivery.'],
    ['To France, but from Germany.', 'To Germany, but from France.'],
    ['One. Two.', 'One.'],
    ['Returns are accepted.', 'Returns are accepted from members.'],
    ['We print.', 'We sew.'],
  ])('is told that "%s" says other than "%s"', (text, known) => {
    expect(adds(text, known)).toBe(true);
  });

  it.each([
    ['One. Two.', 'Two. One.'],
    ['One.', 'One. Two.'],
    ['Please pay the bill.', 'Pay bill'],
    ['Print this page\nPay the bill.\nBack to top', 'Pay the bill.'],
    ['Zurück zur Startseite\nBitte zahlen.', 'Zurück zur Startseite\n\nBitte zahlen.'],
    ['', ''],
  ])('finds all of %j in %j', (text, known) => {
    expect(adds(text, known)).toBe(false);
  });

  it('leaves out the words it is told to', () => {
    expect(adds('A red lamp.', 'A blue lamp.', ['red', 'blue'])).toBe(false);
    expect(adds('A red lamp.', 'A blue lamp.', ['red'])).toBe(true);
  });
});
