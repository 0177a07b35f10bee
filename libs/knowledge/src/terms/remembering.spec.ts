import { remembering } from './remembering.js';

describe('remembering', () => {
  it('reads a text once', () => {
    const read = jest.fn((text: string) => text.length);
    const known = remembering(read);

    expect([known('wash'), known('dry'), known('wash')]).toEqual([4, 3, 4]);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('forgets all when it holds too much, and goes on', () => {
    const read = jest.fn((text: string) => text[0]);
    const known = remembering(read);
    const long = (letter: string) => letter.repeat(1_500_000);

    for (const letter of ['a', 'b', 'c', 'c', 'a']) expect(known(long(letter))).toBe(letter);
    expect(read.mock.calls.map(([text]) => text[0])).toEqual(['a', 'b', 'c', 'a']);
  });
});
