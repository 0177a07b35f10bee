import { foundChunk } from '../../../../test/support/found-chunk.js';
import { readQuestion } from '../questions/question.js';
import { saysSomething } from './says-something.js';

const says = (line: string, question: string, text = `Before.\n\n${line}\n\nAfter.`) => {
  const start = text.indexOf(line);
  const excerpt = { chunk: foundChunk({ text }), start, end: start + line.length };
  return saysSomething(excerpt, readQuestion(question));
};

describe('saysSomething', () => {
  it.each([
    ['United Kingdom', 'How long does delivery to the UK take?', false],
    ['United Kingdom', 'Do you deliver to the UK?', false],
    ['Delivery Times', 'How long does delivery take?', false],
    ['Delivery takes 3 days', 'How long does delivery take?', true],
    ['United Kingdom: 3 days', 'How long does delivery to the UK take?', true],
    ['FREE SHIPPING', 'How much is shipping?', true],
    ['We ship to Norway', 'Do you ship to Norway?', true],
    ['We ship to Norway.', 'Do you ship to Norway?', true],
    ['Brushed Steel', 'What is the lamp made of?', true],
    ['In Stock', 'Is the lamp in stock?', true],
  ])('knows a heading, "%s" for "%s"', (line, question, isSaid) => {
    expect(says(line, question)).toBe(isSaid);
  });

  it('lets an item of a list be an answer', () => {
    expect(says('Candles', 'Are candles sold?', 'We sell:\n\n- Vouchers\n- Candles')).toBe(true);
  });

  it.each([
    ['item number OSLO-17', 'What is the price of the Oslo?', false],
    ['SKU: AB-1234', 'How much is AB-1234?', false],
    ['OSLO-17', 'Is OSLO-17 waterproof?', false],
    ['item number OSLO-17', 'What is the item number of the Oslo?', true],
    ['OSLO-17 costs £59.', 'What is the price of OSLO-17?', true],
    ['£59.00', 'What is the price of OSLO-17?', true],
    ['(555) 012-3456', 'What is your phone number?', true],
    ['30 days', 'How long can I return it?', true],
  ])('knows a code by itself, "%s" for "%s"', (line, question, isSaid) => {
    expect(says(line, question)).toBe(isSaid);
  });

  it.each([
    ['aWduQm9yZTogMTIzNDU2Nzg5MA==', false],
    ['c2VjcmV0IHJldHVybiBwb2xpY3kgMTIz', false],
    ['Token: dGhpcyBpcyBhIHRlc3QxMjM0NQ==', false],
    ['d41d8cd98f00b204e9800998ecf8427e', false],
    ['Returns: aGVsbG8gd29ybGQgMTIzNDU2 within 30 days of delivery, please', true],
    ['Donaudampfschifffahrtsgesellschaft', true],
    ['American-Pillowcase-Luxury-Striped-540-Thread-Count is new.', true],
    ['OSLO17BLUE2021XL is the lamp of this year.', true],
    ['See shop.example/pages/ShippingAndReturnsPolicy for more.', true],
  ])('knows what only a machine reads: "%s"', (line, isSaid) => {
    expect(says(line, 'What about returns?')).toBe(isSaid);
  });
});
