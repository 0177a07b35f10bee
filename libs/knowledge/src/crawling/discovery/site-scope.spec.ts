import { SiteScope } from './site-scope.js';

const scope = new SiteScope('https://shop.example.org/');

describe('SiteScope', () => {
  it('holds the pages of its host, in either scheme, written in its own', () => {
    expect(scope.pageUrl('http://shop.example.org/a?utm_source=b')).toBe(
      'https://shop.example.org/a',
    );
    expect(scope.pageUrl('b.html', 'https://shop.example.org/a/')).toBe(
      'https://shop.example.org/a/b.html',
    );
  });

  it.each([
    'https://www.shop.example.org/',
    'https://example.org/',
    'https://shop.example.org.evil.org/',
    'https://shop.example.org:8443/',
    'mailto:a@shop.example.org',
  ])('leaves out %s', (link) => {
    expect(scope.pageUrl(link)).toBeNull();
  });

  it('takes in a host that redirected to the site, under the name of the site', () => {
    const www = new SiteScope('https://www.example.org/', ['example.org']);

    expect(www.pageUrl('http://example.org/a')).toBe('https://www.example.org/a');
    expect(www.pageUrl('https://cdn.example.org/a')).toBeNull();
  });

  it('keeps to the port of a site on an odd one', () => {
    const local = new SiteScope('http://127.0.0.1:8099/');

    expect(local.pageUrl('http://127.0.0.1:8099/a')).toBe('http://127.0.0.1:8099/a');
    expect(local.pageUrl('http://127.0.0.1/a')).toBeNull();
    expect(local.pageUrl('https://127.0.0.1:8099/a')).not.toBe('https://127.0.0.1:8099/a');
  });

  it.each([
    '/photo.JPG',
    '/manual.doc',
    '/cart',
    '/account/orders',
    '/a/b/a/b/a/b/a/b',
    `/${'x/'.repeat(25)}`,
    '/list?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9',
  ])('leaves out %s, which is a file, an action or a trap', (path) => {
    expect(scope.pageUrl(path, 'https://shop.example.org/')).toBeNull();
  });

  it.each([
    '/cartons',
    '/pages/account-help',
    '/a.b/c',
    '/manual.pdf',
    '/docs/v1.2',
    '/collections/all?page=3',
  ])('takes in %s', (path) => {
    expect(scope.pageUrl(path, 'https://shop.example.org/')).not.toBeNull();
  });
});
