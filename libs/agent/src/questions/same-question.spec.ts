import { sameQuestion } from './same-question.js';

describe('sameQuestion', () => {
  it.each([
    ['How long is delivery?', 'How long is delivery?'],
    ['how long is delivery', 'Q: How long is the delivery?'],
    ['How does it work?', 'How does it work?'],
    ['Do you ship to France?', 'Can you ship to France?'],
    ['Wie lange dauert der Versand?', '3. Wie lange dauert der Versand?'],
  ])('hears "%s" in "%s"', (asked, line) => expect(sameQuestion(asked)(line)).toBe(true));

  it.each([
    ['How long is delivery?', 'Delivery'],
    ['How long is delivery?', 'How much is delivery?'],
    ['How long is delivery?', 'How long is the guarantee?'],
    ['Do you ship to France?', 'Do you ship from France?'],
    ['Do you ship to France?', 'Do you ship to Germany?'],
    ['Can I pay after delivery?', 'Can I pay before delivery?'],
    ['How does it work?', 'Does it work?'],
    ['???', '!!!?'],
  ])('does not hear "%s" in "%s"', (asked, line) => expect(sameQuestion(asked)(line)).toBe(false));
});
