import { figuresStandIn } from './check-figures.js';

const PAGE = `Orders over $50 ship free, else $9.99. Bulk box: 1.299,00 € (60% cotton, 40% polyester).
Open 8AM - 5PM. Call (888)3LINENS or write to help@shop.example. Ref T220, size 21x30, 30 days, since 12/05/2019.
Use SAVE20. See https://shop.example/returns?x=1.`;

describe('figuresStandIn', () => {
  it.each([
    'It is free from $50.',
    'It costs 9.99 USD.',
    'It costs $9,99.',
    'The box is €1299.',
    'The box is 1,299 euros.',
    'It is 60 % cotton and 40 percent polyester.',
    'A 30-day window applies.',
    'We are open from 8 AM to 5 PM.',
    'Call (888) 3LINENS.',
    'Write to HELP@shop.example.',
    'See www.shop.example/returns?x=1.',
    'The code is SAVE20.',
    'It measures 21 x 30.',
    'Since 12/05/2019.',
    '1. Pack it.\n2. Send it.',
    'There is no figure here.',
  ])('passes: %s', (sentence) => expect(figuresStandIn(sentence, PAGE)).toBe(true));

  it.each([
    'It is free from $60.',
    'It is free from €50.',
    'It costs $9.9.',
    'It is 61% cotton.',
    'It is 30% off.',
    'A 31-day window applies.',
    'Call (888) 4LINENS.',
    'Write to sales@shop.example.',
    'See https://evil.example/returns.',
    'The code is SAVE25.',
    'Use the code WELCOME.',
    'Since 13/05/2019.',
  ])('stops: %s', (sentence) => expect(figuresStandIn(sentence, PAGE)).toBe(false));
});
