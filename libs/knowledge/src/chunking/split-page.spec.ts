import { CHUNK_TOKENS } from './chunk-size.js';
import { countTokens } from './count-tokens.js';
import { splitPage } from './split-page.js';

const words = (count: number, word = 'pillow') =>
  Array.from({ length: count }, (_, i) => `${word}${i}`).join(' ');
const sentences = (count: number) =>
  Array.from({ length: count }, (_, i) => `Sentence ${i} says something about pillows.`).join(' ');

describe('splitPage', () => {
  it('cuts along headings and keeps the path of headings above each piece', async () => {
    const chunks = await splitPage(
      `# Help\n\n## Shipping\n\n${words(60)}\n\n## Returns\n\n### Where to send them\n\n${words(60, 'box')}`,
    );

    expect(chunks.map(({ headingPath }) => headingPath)).toEqual([
      ['Help', 'Shipping'],
      ['Help', 'Returns', 'Where to send them'],
    ]);
    expect(chunks[0]?.text).toBe(words(60));
  });

  it('joins short neighbours under the headings they share and keeps their own as lines', async () => {
    const chunks = await splitPage(
      '# FAQ\n\n## Do you ship abroad?\n\nYes, to Canada.\n\n## How fast?\n\nWithin 3 days.',
    );

    expect(chunks).toEqual([
      {
        headingPath: ['FAQ'],
        text: 'Do you ship abroad?\n\nYes, to Canada.\n\nHow fast?\n\nWithin 3 days.',
        tokenCount: expect.any(Number),
      },
    ]);
  });

  it('keeps a heading that has nothing below it as words of the page', async () => {
    const chunks = await splitPage('# Pillows\n\n### Cloud pillow\n\n### Wool pillow');

    expect(chunks.map(({ text }) => text).join('\n')).toMatch(/Cloud pillow\s+Wool pillow/);
  });

  it('repeats the header of a table that has to be cut, and never cuts a row', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => `| size ${i} | $${i}.99 |`);

    const chunks = await splitPage(`| Size | Price |\n|---|---|\n${rows.join('\n')}`);

    expect(chunks.length).toBeGreaterThan(1);
    for (const { text } of chunks) expect(text.startsWith('| Size | Price |\n| size ')).toBe(true);
    expect(chunks.flatMap(({ text }) => text.split('\n').slice(1))).toEqual(rows);
  });

  it('cuts a long page like a short one, in seconds', async () => {
    const rows = Array.from({ length: 2_000 }, (_, i) => `## Row ${i}\n\n- Size: ${i}\n- Price: 9`);
    const start = performance.now();

    const chunks = await splitPage(`# Table\n\n${rows.join('\n\n')}`);

    expect(chunks.every(({ headingPath }) => headingPath[0] === 'Table')).toBe(true);
    const text = chunks.map((chunk) => [...chunk.headingPath, chunk.text].join('\n')).join('\n');
    expect(text.match(/- Size: \d+/g)).toEqual(rows.map((_, i) => `- Size: ${i}`));
    expect(performance.now() - start).toBeLessThan(60_000);
  });

  it('keeps a small table whole', async () => {
    const [chunk] = await splitPage('| Size | Price |\n|---|---|\n| S | $9 |\n| M | $12 |');

    expect(chunk?.text).toBe('| Size | Price |\n| S | $9 |\n| M | $12 |');
  });

  it('holds every piece to the limit, whatever the page is made of', async () => {
    const monsters = [
      sentences(500),
      'x'.repeat(50_000),
      `- ${words(900)}`,
      `\`\`\`\n${words(900)}\n\`\`\``,
    ];

    for (const markdown of monsters) {
      const chunks = await splitPage(markdown);
      expect(chunks.length).toBeGreaterThan(1);
      for (const chunk of chunks) expect(chunk.tokenCount).toBeLessThanOrEqual(CHUNK_TOKENS.max);
    }
  });

  it('cuts running text at sentences', async () => {
    const chunks = await splitPage(sentences(100));

    for (const { text } of chunks) expect(text).toMatch(/^\.? ?Sentence .*pillows\.?$/s);
  });

  it('gives the words of the page without the marks of links, emphasis and images', async () => {
    const [chunk] = await splitPage(
      'We **ship** within [3 days](https://shop.example/s).<br>\n![Map](m.png) `SKU-1` ~~$50~~ $40\n\n1. one\n2. two\n   - deep',
    );

    expect(chunk?.text).toBe(
      'We ship within 3 days.\nMap SKU-1 $50 $40\n\n1. one\n2. two\n  - deep',
    );
  });

  it.each(['', '   \n\n', '---', '<div></div>', '#'])('finds nothing in %j', async (markdown) => {
    expect(await splitPage(markdown)).toEqual([]);
  });
});

describe('countTokens', () => {
  it.each([
    ['We ship within three working days.', 8],
    ['$1,299.00', 6],
    ['送料無料', 4],
    ['', 0],
  ])('counts %j as about %i', (text, tokens) => expect(countTokens(text)).toBe(tokens));
});
