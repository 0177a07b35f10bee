import { hashBlock } from '../crawling/extraction/split-blocks.js';
import { stripBlocks } from './strip-blocks.js';

const without = (markdown: string, ...blocks: string[]) =>
  stripBlocks(markdown, new Set(blocks.map(hashBlock)));

describe('stripBlocks', () => {
  it('leaves out the given blocks, whatever their case and white space', () => {
    expect(without('FREE  shipping over $50\n\nA pillow.', 'Free shipping over $50')).toBe(
      'A pillow.',
    );
  });

  it('leaves a page as it is when nothing repeats', () => {
    expect(without('a\n\n\nb')).toBe('a\n\n\nb');
  });

  it('leaves out a repeated heading with everything below it', () => {
    const page = '# Pillow\n\nSoft.\n\n## Newsletter\n\nSign up!\n\n## Shop\n\n### Help';

    expect(without(page, '## Newsletter', 'Sign up!', '## Shop', '### Help')).toBe(
      '# Pillow\n\nSoft.',
    );
  });

  it('keeps a repeated heading above text that is this page’s own', () => {
    const page = '# Pillow\n\n## Details\n\nGoose down.\n\n## Care\n\nWash cold.';

    expect(without(page, '## Details', '## Care', 'Wash cold.')).toBe(
      '# Pillow\n\n## Details\n\nGoose down.',
    );
  });

  it('keeps a repeated heading above a kept heading below it, not beside it', () => {
    const page = '## Questions\n\n### Is it soft?\n\n## Other\n\n## Sizes';

    expect(without(page, '## Questions', '## Other')).toBe(
      '## Questions\n\n### Is it soft?\n\n## Sizes',
    );
  });
});
