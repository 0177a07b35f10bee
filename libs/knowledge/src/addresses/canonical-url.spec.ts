import { canonicalUrl } from './canonical-url.js';

describe('canonicalUrl', () => {
  it.each([
    ['https://Shop.Example.ORG:443/a', 'https://shop.example.org/a'],
    ['http://shop.example.org:80', 'http://shop.example.org/'],
    ['https://shop.example.org/a#part', 'https://shop.example.org/a'],
    ['https://user:pass@shop.example.org/', 'https://shop.example.org/'],
    ['https://shop.example.org/a/../b/./c', 'https://shop.example.org/b/c'],
    [
      'https://shop.example.org/?utm_source=x&utm_medium=y&gclid=1&fbclid=2',
      'https://shop.example.org/',
    ],
    ['https://shop.example.org/p?b=2&a=1', 'https://shop.example.org/p?a=1&b=2'],
    ['https://shop.example.org/p?a=2&a=1', 'https://shop.example.org/p?a=2&a=1'],
    ['https://shop.example.org/p?', 'https://shop.example.org/p'],
    ['https://shop.example.org/p?&&a=1&', 'https://shop.example.org/p?a=1'],
    ['https://shop.example.org/p;jsessionid=AB12?x=1', 'https://shop.example.org/p?x=1'],
    ['https://shop.example.org/p?PHPSESSID=abc&x=1', 'https://shop.example.org/p?x=1'],
    ['https://shop.example.org/p?sid=0123456789abcdef0', 'https://shop.example.org/p'],
    ['https://shop.example.org/p?session=0123456789abcdef0', 'https://shop.example.org/p'],
    ['https://shop.example.org/(S(lit3py55t21z5v55vlm25s55))/p', 'https://shop.example.org/p'],
    ['https://shop.example.org/p?gad_source=1&_kx=a.b', 'https://shop.example.org/p'],
    ['https://shop.example.org/%7Euser/%e2%82%ac', 'https://shop.example.org/~user/%E2%82%AC'],
    [
      'https://shop.example.org/all﹖page=2.html',
      'https://shop.example.org/all%EF%B9%96page=2.html',
    ],
    ['https://münchen.example.org/', 'https://xn--mnchen-3ya.example.org/'],
  ])('writes %s as %s', (link, canonical) => {
    expect(canonicalUrl(link)).toBe(canonical);
    expect(canonicalUrl(canonical)).toBe(canonical);
  });

  it.each([
    ['https://a.example.org/p', 'https://a.example.org/p/'],
    ['https://a.example.org/p', 'https://a.example.org/P'],
    ['https://a.example.org/p', 'https://a.example.org/p.html'],
    ['https://a.example.org/p/', 'https://a.example.org/p/index.html'],
    ['https://a.example.org/p?page=2', 'https://a.example.org/p'],
    ['https://a.example.org/p?sid=7', 'https://a.example.org/p'],
    ['https://a.example.org/p?s=waterproofjackets', 'https://a.example.org/p'],
    ['https://a.example.org/p?variant=1', 'https://a.example.org/p?variant=2'],
    ['https://a.example.org/a%2Fb', 'https://a.example.org/a/b'],
    ['https://a.example.org/p?q=a+b', 'https://a.example.org/p?q=a%2Bb'],
    ['http://a.example.org/', 'https://a.example.org/'],
    ['https://www.example.org/', 'https://example.org/'],
  ])('keeps %s and %s apart', (one, two) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(two));
  });

  it('resolves a link against the page it stands on', () => {
    expect(canonicalUrl('../x.html?b&a', 'https://a.example.org/c/d/e.html')).toBe(
      'https://a.example.org/c/x.html?a&b',
    );
  });

  it.each([
    'mailto:a@b.c',
    'javascript:void(0)',
    'tel:1',
    'http://',
    'data:,x',
    'ftp://a.example.org/',
  ])('finds no page in %s', (link) => {
    expect(canonicalUrl(link, 'https://a.example.org/')).toBeNull();
  });
});
