import { withoutThoughts } from './without-thoughts.js';

async function said(text: string, length: number): Promise<string[]> {
  const tokens = text.match(new RegExp(`[\\s\\S]{1,${length}}`, 'g')) ?? [];
  async function* stream() {
    for (const token of tokens) yield await Promise.resolve(token);
  }
  const shown: string[] = [];
  for await (const token of withoutThoughts(stream())) shown.push(token);
  return shown;
}

describe('what a model thinks aloud', () => {
  it.each([1, 3, 8, 500])('goes before what it says, in tokens of %s', async (length) => {
    const text =
      '\n<think>The page says 30 days.\n\nOr 45? <think> [1].</think>\n\nYou have 30 days [1].';

    expect((await said(text, length)).join('')).toMatch(/^\s*You have 30 days \[1\]\.$/);
  });

  it.each([
    'You have 30 days [1].',
    '<thin> lamps last [1].',
    'The tag <think> is for thoughts [1]. </think>',
    '<',
    ' ',
  ])('is only what stands in its tags at the start: %j', async (text) => {
    expect((await said(text, 2)).join('')).toBe(text);
  });

  it('is all there is where it never ends', async () => {
    expect(await said('<think>The page says 30 days [1].', 4)).toEqual([]);
  });

  it('holds back no word that is said', async () => {
    expect(await said('You have 30 days.', 4)).toEqual(['You ', 'have', ' 30 ', 'days', '.']);
  });
});
