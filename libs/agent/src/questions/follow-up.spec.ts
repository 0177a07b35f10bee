import { carryWords, isFollowUp } from './follow-up.js';

describe('isFollowUp', () => {
  it.each([
    'And can I put it in the washing machine?',
    'What about the blue one?',
    'How much does it cost?',
    'And in queen size?',
    'Why?',
    'Is that waterproof?',
  ])('sees that "%s" needs the conversation', (question) =>
    expect(isFollowUp(question)).toBe(true),
  );

  it.each([
    'How many days do I have to return something?',
    'Do you deliver to Norway, and how long does it take?',
    'Which material are the bath towels made of?',
  ])('sees that "%s" stands alone', (question) => expect(isFollowUp(question)).toBe(false));
});

describe('carryWords', () => {
  it('carries the topic of the last question that stood alone', () => {
    const earlier = ['Do you sell lamps?', 'How much is the oak table?', 'And is it heavy?'];

    const carried = carryWords('Can I paint it?', earlier);

    expect(carried).toEqual(expect.arrayContaining(['oak', 'table', 'heavy']));
    expect(carried).not.toContain('lamps');
  });

  it('does not carry what the question says itself', () => {
    expect(carryWords('Is the table heavy?', ['How much is the oak table?'])).toEqual(['oak']);
  });
});
