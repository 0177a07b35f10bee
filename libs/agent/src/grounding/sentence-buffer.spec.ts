import { MAX_SENTENCE, SentenceBuffer } from './sentence-buffer.js';

function cut(text: string, size: number): string[] {
  const buffer = new SentenceBuffer();
  const tokens = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
  return [...tokens.flatMap((token) => buffer.push(token)), ...buffer.flush()];
}

const TEXT =
  'You have 30 days [1]. It costs $9.99. [2][3] Write to Mr. Smith, e.g. by post!\n- First item [1]\n- Second';

describe('SentenceBuffer', () => {
  it.each([1, 2, 3, 4, 7, 500])('cuts the same sentences from tokens of %s characters', (size) => {
    expect(cut(TEXT, size).map((sentence) => sentence.trim())).toEqual([
      'You have 30 days [1].',
      'It costs $9.99. [2][3]',
      'Write to Mr. Smith, e.g. by post!',
      '- First item [1]',
      '- Second',
    ]);
  });

  it('loses no character', () => expect(cut(TEXT, 3).join('')).toBe(TEXT));

  it('waits for a marker that may still follow', () => {
    const buffer = new SentenceBuffer();

    expect(buffer.push('It costs $9.99. ')).toEqual([]);
    expect(buffer.push('[')).toEqual([]);
    expect(buffer.push('2]')).toEqual([]);
    expect(buffer.push(' And')).toEqual(['It costs $9.99. [2]']);
  });

  it('does not wait for a space in Japanese', () => {
    const buffer = new SentenceBuffer();

    expect(buffer.push('返品できます。[1]送')).toEqual(['返品できます。[1]']);
  });

  it.each([1, 3, 50])('waits at the end of a line for a marker on the next, by %s', (size) => {
    expect(cut('- Lamps cost $9\n[1]\n[the page](https://shop.example/) says so.\n', size)).toEqual(
      ['- Lamps cost $9\n[1]\n', '[the page](https://shop.example/) says so.\n'],
    );
  });

  it.each([7, 500, 9_000])('cuts off what does not end, in tokens of %s characters', (size) => {
    const sentences = cut(`${'lamp '.repeat(1_000)}ends. You have 30 days [1].`, size);

    expect(sentences.map(({ length }) => length > MAX_SENTENCE)).toEqual([true, false]);
    expect(sentences[1]).toBe(' You have 30 days [1].');
  });
});
