import { languageBits } from './language-bits.js';
import { languages } from './languages.js';

describe('languageBits', () => {
  it('has one for each language', () => {
    const each = languages.map((language) => languageBits([language]));

    expect(new Set(each).size).toBe(languages.length);
    expect(languageBits(['en', 'de'])).toBe(languageBits(['en']) | languageBits(['de']));
    expect(languageBits([])).toBe(0);
  });

  it('has one more for all languages, so that they meet a release that names none', () => {
    const all = languageBits(languages);

    expect(languages.every((language) => (all & languageBits([language])) !== 0)).toBe(true);
    expect(all & ~languages.reduce((sum, each) => sum | languageBits([each]), 0)).not.toBe(0);
  });
});
