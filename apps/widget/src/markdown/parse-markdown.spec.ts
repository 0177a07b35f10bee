import fc from 'fast-check';

import { type Block, type Inline, parseMarkdown, webAddress } from './parse-markdown.js';

const partsOf = (block: Block): Inline[] =>
  block.kind === 'pre' ? [] : 'items' in block ? block.items.flat() : block.parts;
const inner = (part: Inline): Inline[] =>
  'parts' in part ? [part, ...part.parts.flatMap(inner)] : [part];
const allParts = (text: string) => parseMarkdown(text).flatMap(partsOf).flatMap(inner);
const words = (text: string) =>
  allParts(text)
    .map((part) => ('text' in part ? part.text : ''))
    .join('');

describe('Markdown of answers', () => {
  it('is paragraphs, lists, headings, code, bold, italic, links and marks of citations', () => {
    const text =
      '# Care\nWash at **40 °C** [1], *gently*.\n\n- dry `flat`\n- see [more](https://shop.example/care)\n\n2. two\n3. three';

    expect(parseMarkdown(text).map(({ kind }) => kind)).toEqual(['h', 'p', 'ul', 'ol']);
    expect(allParts(text).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['strong', 'em', 'code', 'link', 'mark']),
    );
  });

  it('leaves HTML, images and whatever else as text', () => {
    const text = '<img src=x onerror=alert(1)> ![x](javascript:alert(1)) <b>bold</b>';

    expect(words(text)).toBe(text);
    expect(allParts(text).every(({ kind }) => kind === 'text')).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/path',
    'https://shop.example@evil.example/',
    'https://',
    ' https://shop.example',
    'file:///etc/passwd',
    'http:/\\evil',
  ])('opens no %s', (url) => {
    expect(webAddress(url)).toBeNull();
    expect(allParts(`[click](${url})`).some(({ kind }) => kind === 'link' && webAddress(url))).toBe(
      false,
    );
  });

  it('opens an address of the web, without the full stop of its sentence', () => {
    expect(allParts('See https://shop.example/a?b=1.')).toContainEqual(
      expect.objectContaining({ kind: 'link', url: 'https://shop.example/a?b=1' }),
    );
  });

  it('links nothing but the web, and ends soon, whatever it reads', () => {
    const pieces = [
      '[',
      ']',
      '(',
      ')',
      '*',
      '**',
      '`',
      '_',
      '\n',
      '- ',
      '1. ',
      '#',
      '```',
      '<script>',
    ];
    const hostile = fc.array(
      fc.oneof(fc.constantFrom(...pieces, 'javascript:x', 'https://a.example'), fc.string()),
      { maxLength: 200 },
    );

    fc.assert(
      fc.property(hostile, (parts) => {
        for (const part of allParts(parts.join(''))) {
          if (part.kind === 'link') expect(part.url).toMatch(/^https?:\/\/[^@]+/);
        }
      }),
      { numRuns: 500 },
    );
    for (const piece of ['[', '*', '**a', '[a](', '`', '- ', '1. ', '```\n', '_'.repeat(3)]) {
      expect(parseMarkdown(piece.repeat(20_000)).length).toBeGreaterThan(0);
    }
  });
});
