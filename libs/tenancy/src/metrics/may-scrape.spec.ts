import { mayScrape } from './may-scrape.js';

describe('who may scrape', () => {
  it('shows one of the keys as a bearer', () => {
    const may = mayScrape(['a-token', undefined, 'an-admin-key']);

    expect(['Bearer a-token', 'bearer  an-admin-key'].map(may)).toEqual([true, true]);
    expect(
      [
        undefined,
        '',
        'Bearer ',
        'a-token',
        'Basic a-token',
        'Bearer a-token2',
        'Bearer undefined',
      ].map(may),
    ).toEqual(Array(7).fill(false));
  });

  it('is nobody where there is no key', () => {
    expect(mayScrape([undefined])('Bearer ')).toBe(false);
  });
});
