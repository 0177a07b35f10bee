import { cleanContent } from './clean-content.js';

const codeOf = (content: string) => {
  try {
    return cleanContent(content);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('cleanContent', () => {
  it('drops NUL and other control characters but keeps line breaks', () => {
    expect(cleanContent(' a\u0000b\u0007\n\tc ')).toBe('ab\n\tc');
  });

  it('replaces lone surrogates, which no database takes', () => {
    expect(cleanContent('a\ud800b')).toBe('a\ufffdb');
  });

  it('keeps marks of right-to-left writing', () => {
    expect(cleanContent('\u200fשלום\u202e abc')).toBe('\u200fשלום\u202e abc');
  });

  it.each(['', '   \n', '\u0000', '\u200f\u200b'])('refuses %j as empty', (content) => {
    expect(codeOf(content)).toBe('AGENT_CONTENT_EMPTY');
  });

  it('reads 4,000 characters and refuses one more, counting what people count', () => {
    expect(codeOf('😀'.repeat(4_000))).toBe('😀'.repeat(4_000));
    expect(codeOf('a'.repeat(4_001))).toBe('AGENT_CONTENT_TOO_LONG');
  });
});
