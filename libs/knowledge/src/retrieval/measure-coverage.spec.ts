import { type Language, languages as allLanguages } from '../terms/languages.js';
import { measureCoverage } from './measure-coverage.js';
import { queryTerms, readCorrections } from './query-terms.js';
import type { FoundChunk } from './search.repository.js';

const chunk = (text: string, covered: number | null = null, language: string | null = 'en') =>
  ({ title: 'Cloud Pillow', headingPath: ['Care'], text, covered, language }) as FoundChunk;

describe('measureCoverage', () => {
  const { readings } = queryTerms('wash zeppelin');

  it('takes what the lexical leg added up', () => {
    expect(measureCoverage(chunk('anything', 3), { readings, idfs: [3, 5] })).toBeCloseTo(3 / 8);
  });

  it('reads text, headings and title of a chunk that the lexical leg missed', () => {
    const weighed = { readings, idfs: [3, 5] };

    expect(measureCoverage(chunk('Washing is fine.'), weighed)).toBeCloseTo(3 / 8);
    expect(measureCoverage(chunk('Dry.'), weighed)).toBe(0);
    const care = queryTerms('pillow care').readings;
    expect(measureCoverage(chunk('Dry.'), { readings: care, idfs: [1, 1] })).toBe(1);
  });

  it('reads it in the language of its page, and leaves stop words out', () => {
    const asked = queryTerms('die Lieferungen').readings;
    const weighed = { readings: asked, idfs: [null, 2] };

    expect(measureCoverage(chunk('Lieferung in drei Tagen', null, 'de'), weighed)).toBe(1);
    expect(measureCoverage(chunk('Die is cast.', null, 'de'), weighed)).toBe(0);
  });

  it('counts half where the text holds what a misspelt word may have meant', () => {
    const misspelt = readCorrections([{ place: 1, word: 'wahs', readAs: ['wash'] }]);
    const weighed = { readings: [...queryTerms('wahs').readings, ...misspelt], idfs: [4] };

    expect(measureCoverage(chunk('Washing is fine.'), weighed)).toBe(0.5);
  });

  it('is nothing for a question without a word', () => {
    expect(measureCoverage(chunk('Dry.', 0), { readings: [], idfs: [] })).toBe(0);
  });
});

describe('queryTerms', () => {
  it('lists each word of a question once, with how often it has it', () => {
    const { words, counts } = queryTerms('pillow, sheet and Pillow');

    expect(words).toEqual(['pillow', 'sheet', 'and']);
    expect(counts).toEqual([2, 1, 1]);
  });

  it('reads a word in every language, and a number in all at once', () => {
    const { readings } = queryTerms('Lieferungen 1299');
    const [english, german] = (['en', 'de'] as const).map(
      (each) => readings.find(({ languages }) => languages.includes(each))?.term,
    );

    expect(english).not.toBe(german);
    expect(readings.filter(({ place }) => place === 2)).toEqual([
      { place: 2, languages: [...allLanguages], term: expect.any(Number), share: 1 },
    ]);
  });

  it('knows a stop word of one language as a word of another', () => {
    const { readings, languages } = queryTerms('What does die cut mean?');
    const die = (language: Language) =>
      readings.find((each) => each.place === 3 && each.languages.includes(language))?.term;

    expect(languages).toEqual(['en']);
    expect(die('de')).toBeNull();
    expect(die('en')).not.toBeNull();
  });

  it('takes no more words than anybody asks', () => {
    const many = Array.from({ length: 500 }, (_, i) => `w${i}`).join(' ');

    expect(queryTerms(many).words).toHaveLength(128);
  });
});
