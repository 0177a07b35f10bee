import { mayConcernProduct } from './product-question.js';

describe('mayConcernProduct', () => {
  it.each([
    'How much is the Aurora lamp?',
    'Is the Aurora in stock?',
    'Was kostet die Lampe?',
    'Quanto costa la lampada?',
    'Tell me about AUR-01',
    'Hvad koster lampen?',
  ])('of "%s"', (question) => expect(mayConcernProduct(question)).toBe(true));

  it.each(['How do I wash it?', 'Do you ship to Norway?', 'Within 30 days?'])(
    'not of "%s"',
    (question) => expect(mayConcernProduct(question)).toBe(false),
  );
});
