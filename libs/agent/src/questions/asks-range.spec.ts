import { asksRange } from './asks-range.js';

describe('asksRange', () => {
  it.each([
    'What products do you sell?',
    'what do you sell',
    'What kinds of things do you have in your store?',
    'Which items can I buy here?',
    'Show me your products',
    'What is in your shop?',
    'Was verkaufen Sie?',
    'Welche Produkte bieten Sie an?',
    'Que vendez-vous ?',
    '¿Qué productos venden?',
    'Cosa vendete?',
    'Wat verkopen jullie?',
    'O que vocês vendem?',
    'Vad säljer ni?',
  ])('hears "%s"', (question) => expect(asksRange(question)).toBe(true));

  it.each([
    'What teas do you sell?',
    'Do you sell gift cards?',
    'What products can I return?',
    'Which products are vegan?',
    'What do you offer for broken lamps?',
    'What is in the box?',
    'Was kostet der Versand?',
    'What does shipping cost?',
  ])('lets "%s" be searched', (question) => expect(asksRange(question)).toBe(false));
});
