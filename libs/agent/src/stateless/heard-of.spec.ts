import { heardOf } from './heard-of.js';

const user = (content: string) => ({ role: 'user' as const, content });

describe('heardOf', () => {
  it('takes the last eight of a history, in their order', () => {
    const history = Array.from({ length: 12 }, (_, i) => user(`question ${i}`));

    expect(heardOf(history).map(({ content }) => content)).toEqual(
      Array.from({ length: 8 }, (_, i) => `question ${i + 4}`),
    );
  });

  it('cuts what is longer than any stored message', () => {
    expect(heardOf([user('a'.repeat(5_000))])[0]?.content).toHaveLength(4_000);
  });

  it('drops control characters, and what is empty without them', () => {
    expect(heardOf([user('one\u0000 two'), user(' \u0007 ')])).toEqual([user('one two')]);
  });
});
