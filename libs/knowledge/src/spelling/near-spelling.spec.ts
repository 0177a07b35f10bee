import { isNearSpelling } from './near-spelling.js';

describe('isNearSpelling', () => {
  it.each([
    ['phne', 'phone'],
    ['numbr', 'number'],
    ['matress', 'mattress'],
    ['recieve', 'receive'],
    ['protecter', 'protector'],
    ['warrantee', 'warranty'],
  ])('takes %s for %s', (typo, word) => expect(isNearSpelling(typo, word)).toBe(true));

  it.each([
    ['case', 'vase', 'the first letter differs'],
    ['car', 'cat', 'the words are short'],
    ['1234', '1235', 'numbers are not misspelt'],
    ['norway', 'nowhere', 'they are too far apart'],
  ])('does not take %s for %s: %s', (a, b) => expect(isNearSpelling(a, b)).toBe(false));
});
