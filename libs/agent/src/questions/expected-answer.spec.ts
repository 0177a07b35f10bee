import { expectedAnswer, givesAnswer } from './expected-answer.js';

describe('expectedAnswer', () => {
  it.each([
    ['How much is the oak table?', 'price'],
    ['What does delivery cost?', 'price'],
    ['How many days do I have to return it?', 'duration'],
    ['How long does shipping take?', 'duration'],
    ['How long is delivery?', 'extent'],
    ['How old is the shop?', 'duration'],
    ['How often should I descale it?', 'frequency'],
    ['Wie oft muss ich entkalken?', 'frequency'],
    ['How short should I trim the wick?', 'measure'],
    ['How many chairs are in the set?', 'count'],
    ['What is your phone number?', 'phone'],
    ['When are you open?', 'time'],
    ['Where do I send a return?', 'place'],
  ])('hears in "%s" a question for a %s', (question, kind) =>
    expect(expectedAnswer(question)).toBe(kind),
  );

  it('expects nothing particular of other questions', () => {
    expect(expectedAnswer('Is the table waterproof?')).toBeNull();
  });
});

describe('givesAnswer', () => {
  it.each([
    ['$9.99', 'price'],
    ['12 990 Ft', 'price'],
    ['FREE shipping', 'price'],
    ['Descale every 6 weeks', 'frequency'],
    ['wash it once a month', 'frequency'],
    ['within 30 days', 'duration'],
    ['2–3 business days', 'duration'],
    ['lasts nine years', 'duration'],
    ['four working days', 'duration'],
    ['two to three weeks', 'duration'],
    ['in drei Werktagen', 'duration'],
    ['five millimetres', 'measure'],
    ['It is 2 metres long.', 'extent'],
    ['3-5 days', 'extent'],
    ['(555) 012-3456', 'phone'],
    ['+49 30 1234567', 'phone'],
    ['Monday - Friday 8AM - 5PM', 'time'],
    ['12 Long Hill Rd', 'place'],
    ['SPRINGFIELD, IL 62701', 'place'],
  ] as const)('finds in "%s" a %s', (text, kind) => expect(givesAnswer(text, kind)).toBe(true));

  it.each([
    ['$1,299.00 100 pieces', 'phone'],
    ['Contact us', 'email'],
    ['the table', 'price'],
    ['one in five', 'measure'],
    ['ten or more', 'duration'],
  ] as const)('finds in "%s" no %s', (text, kind) => expect(givesAnswer(text, kind)).toBe(false));
});
