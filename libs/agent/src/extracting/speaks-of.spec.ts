import { foundChunk } from '../../../../test/support/found-chunk.js';
import { readQuestion } from '../questions/question.js';
import { findExcerpts } from './find-excerpts.js';
import { speaksOf } from './speaks-of.js';

const PAGES = [
  ['Linen Pillow – Oak Shop', 'The linen pillow is soft. The warranty is 3 years. Buy matching sheets at a discount.'],
  ['Terms – Oak Shop', 'Services are delivered without warranty, either express or implied. Prices may change.'],
  ['Delivery – Oak Shop', 'Delivery takes 3 days. Overnight courier delivery costs $9. Return shipping is free. Delivery is by Parcelo.'],
  ['About – Oak Shop', 'Oak Shop takes returns for 30 days. If it is no original, return it and complain to Megamart.'],
].map(([title = '', text = '']) => {
  return foundChunk({ chunkId: title, pageId: title, title, text, url: 'https://oak.example/' });
}); // prettier-ignore

const speaks = (text: string, pages = PAGES) => {
  const question = readQuestion(text);
  return speaksOf(question, findExcerpts(question, pages));
};

describe('speaksOf', () => {
  it.each([
    ['What is the warranty of the sofa?', false],
    ['How long is the guarantee on a bicycle?', false],
    ['What is the warranty of the pillow?', true],
    ['What is the warranty of the linen pillows?', true],
    ['Wie lange ist die Garantie für das Fahrrad?', false],
    ['Is there a deadline for returns?', true],
    ['How do parcels arrive?', true],
    ['How long do I have to wait for my money?', true],
    ['Comment peut-on payer ?', true],
    ['What is the phone number for customer service?', true],
  ])('knows the thing that is asked about: %s', (question, isKnown) => {
    expect(speaks(question)).toBe(isKnown);
  });

  it.each([
    ["What is Megamart's return policy?", false],
    ['What is the return policy of Megamart?', false],
    ['Does Megamart offer free returns?', false],
    ["What is Oak Shop's return policy?", true],
    ['What is your return policy?', true],
    ["What's the return policy?", true],
    ['Is Klarna offered for payment?', true],
    ['Do you take returns from Germany?', true],
    ["What are Germany's delivery costs?", true],
    ["What are Parcelo's delivery times?", true],
  ])('knows the company whose policy it is: %s', (question, isKnown) => {
    expect(speaks(question)).toBe(isKnown);
  });

  it('knows a company that a sentence says so of', () => {
    const page = foundChunk({ title: 'Sellers', text: 'Megamart returns go to Megamart itself.' });

    expect(speaks("What is Megamart's return policy?", [...PAGES, page])).toBe(true);
  });

  it.each([
    ['Do you offer express delivery?', false],
    ['Do you match prices?', false],
    ['Do you offer overnight delivery?', true],
    ['How much is pillow delivery?', true],
    ['How much is return shipping?', true],
    ['How much is delivery?', true],
  ])('knows the service: %s', (question, isKnown) => {
    expect(speaks(question)).toBe(isKnown);
  });

  it.each([
    ['Do you sell sofas?', false],
    ['Do you also carry bicycles?', false],
    ['Verkaufen Sie Fahrräder?', false],
    ['Vendez-vous des vélos ?', false],
    ['Do you sell pillows?', true],
    ['Do you have linen pillows?', true],
    ['Do you have free shipping?', true],
    ['Is the warm pillow in stock?', false],
    ['Is the linen pillow in stock?', true],
    ['Are the matching sheets available?', true],
  ])('knows what is sold: %s', (question, isKnown) => {
    expect(speaks(question)).toBe(isKnown);
  });

  it('takes no days for returns for days of delivery', () => {
    const days = (heading: string, text: string) => [
      foundChunk({ title: 'Shipping & Returns', headingPath: [heading], text }),
    ];
    const returns = days('RETURNS', 'Our policy lasts 30 days. It begins with delivery, not with the return.');

    expect(speaks('How long does delivery take?', returns)).toBe(false);
    const sold = foundChunk({ chunkId: 's', title: 'Oak pillow', text: 'It has been sold for 4 years.' });
    expect(speaks('How long does delivery take?', [...returns, sold])).toBe(false);
    expect(speaks('How long can I return it?', returns)).toBe(true);
    expect(speaks('How long does delivery take?', days('RETURNS', 'Delivery takes 3 days.'))).toBe(true);
    expect(speaks('How long does delivery take?', days('SHIPPING', 'It takes 3 days.'))).toBe(true);
  }); // prettier-ignore
});
