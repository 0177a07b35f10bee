import { placeOf } from './place-of.js';

const citation = { number: 1, title: 'Care', url: 'https://shop.example/care', quote: '' };

describe('the place of a citation', () => {
  it.each([
    ['', 'https://shop.example/care'],
    ['Wash it cold.', 'https://shop.example/care#:~:text=Wash%20it%20cold.'],
    [
      'Machine-wash it at 40 °C on a gentle cycle, then dry it flat.',
      'https://shop.example/care#:~:text=Machine%2Dwash%20it%20at%2040,then%20dry%20it%20flat.',
    ],
  ])('is the page at the words "%s"', (quote, place) => {
    expect(placeOf({ ...citation, quote })).toBe(place);
  });

  it('keeps an anchor, and is none without an address of the web', () => {
    const at = (url: string | null) => placeOf({ ...citation, url, quote: 'a' });

    expect(at('https://shop.example/care#top')).toBe('https://shop.example/care#top:~:text=a');
    expect([at(null), at('javascript:alert(1)'), at('file:care.pdf')]).toEqual([null, null, null]);
  });
});
