import { foundChunk } from '../../../../../test/support/found-chunk.js';
import { SourceReading } from '../source-reading.js';
import { misplacedFigures } from './misplaced-figures.js';

const RETURNS =
  'Returns are accepted within 30 days. Refunds take 5 business days once the parcel has arrived.';
const ONE_SENTENCE =
  'Lamps and shades are accepted for return within 30 days, and refunds take 5 days. Exchanges are free.';
const TABLE =
  '| Destination | Price | Time |\n| --- | --- | --- |\n| Belgium | €4.50 | 1-2 days |\n| Canada | €19.00 | 7-12 days |';
const LIST =
  'Delivery times:\n- Standard delivery: 3-5 days\n- Express delivery: 1 day\n\nPrices of delivery:\n- Standard delivery: $4.99\n- Express delivery: $14.99';
const ORDERS =
  'Standard delivery takes 3 days and costs $9.99. Orders over $50 ship free. Express delivery costs $19.99 and is not offered abroad.';
const HEADED = 'Returns\n\nThey are easy. You have 30 days.\n\nRefunds\n\nIt takes us 5 days.';
const TEA = 'Green tea: 75 °C, 2 minutes. Black tea: 95 °C, 4 minutes.';

/** What the page gives to the thing that is spoken of, and what it gives to another. */
const CASES: readonly (readonly [page: string, true_: readonly string[], wrong: readonly string[]])[] = [
  [RETURNS, [
    'You have 30 days to return your purchase.', 'Refunds take 5 business days.', 'Returns are possible for 30 days.',
    'You get a refund in 5 business days after the return.', 'Send it back within 30 days.',
    'You may return it within 30 days, and a refund takes 5 business days.',
  ], ['Refunds take 30 days.', 'Your refund arrives within 30 days.', 'A refund takes up to 30 days and is made to your card.']],
  [ONE_SENTENCE, [
    'Lamps can be returned within 30 days.', 'Shades may be returned for 30 days.', 'Refunds take 5 days.',
    'Returns are accepted for 30 days and refunds take 5 days.',
  ], ['Refunds take 30 days.', 'Returns are accepted for 5 days and refunds take 30 days.']],
  [TABLE, [
    'Delivery to Belgium costs €4.50 and takes 1-2 days.', 'It is €19.00 to Canada.', 'Canada: 7 to 12 days.',
    'The price is €4.50 for Belgium and €19.00 for Canada.',
  ], ['Delivery to Canada costs €4.50.', 'Delivery to Belgium takes 7-12 days.', 'The price is €19.00 for Belgium and €4.50 for Canada.']],
  [LIST, [
    'Standard delivery takes 3-5 days and costs $4.99.', 'Express delivery costs $14.99.', 'Express takes 1 day.',
  ], ['Express delivery costs $4.99.', 'Standard delivery takes 1 day.']],
  [ORDERS, [
    'Standard delivery costs $9.99.', 'Shipping is free for orders over $50.', 'Express delivery costs $19.99.',
    'Delivery costs $9.99 and is free for orders over $50.', 'Delivery costs $9.99 for an order under $50.',
  ], ['Express delivery costs $9.99.', 'Standard delivery costs $19.99.']],
  [HEADED, ['You can return it for 30 days.', 'Refunds take 5 days.'], ['Refunds take 30 days.', 'Returns take 5 days.']],
  [TEA, ['Brew green tea at 75 °C for 2 minutes.', 'Black tea needs 4 minutes.'], ['Brew green tea at 95 °C.', 'Black tea needs 2 minutes.']],
]; // prettier-ignore

const reading = (text: string) =>
  new SourceReading([foundChunk({ title: 'Delivery', headingPath: [], text })]);
const borne = CASES.flatMap(([page, right]) => right.map((said) => [said, page] as const));
const wrong = CASES.flatMap(([page, , said]) => said.map((one) => [one, page] as const));

describe('misplacedFigures', () => {
  it.each(borne)('leaves "%s" where the page says: %s', (sentence, page) => {
    expect(misplacedFigures(sentence, reading(page))).toEqual([]);
  });

  it.each(wrong)(
    'finds the figure of another matter in "%s" where the page says: %s',
    (said, page) => {
      expect(misplacedFigures(said, reading(page))).not.toEqual([]);
    },
  );

  it('knows of which page a figure is', () => {
    const lamp = (title: string, text: string) => foundChunk({ title, headingPath: [], text });
    const both = new SourceReading([
      lamp('Aurora desk lamp', 'Price: $49.00'),
      lamp('Comet floor lamp', 'Price: $129.00'),
    ]);

    expect(misplacedFigures('The Aurora costs $49.', both)).toEqual([]);
    expect(misplacedFigures('The Aurora costs $129.', both)).toEqual(['$129']);
  });
});
