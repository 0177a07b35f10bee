import { markedNumbers, replaceMarkers } from './markers.js';

describe('markedNumbers', () => {
  it.each([
    ['Thirty days [1].', [1]],
    ['Thirty days [1][3].', [1, 3]],
    ['Thirty days [1, 3].', [1, 3]],
    ['Thirty days [1-3].', [1, 2, 3]],
    ['Thirty days 【2†source】.', [2]],
    ['Thirty days [^2].', [2]],
    ['Thirty days [Source 2].', [2]],
    ['See [the page] and a[0x1].', []],
  ])('reads "%s"', (sentence, numbers) => expect(markedNumbers(sentence)).toEqual(numbers));
});

describe('replaceMarkers', () => {
  it('drops a marker with the space before it', () => {
    expect(replaceMarkers('Thirty days [7].', () => '')).toBe('Thirty days.');
  });

  it('puts another number in its place', () => {
    expect(replaceMarkers('Thirty days [7].', ([n]) => `[${n! - 6}]`)).toBe('Thirty days [1].');
  });
});
