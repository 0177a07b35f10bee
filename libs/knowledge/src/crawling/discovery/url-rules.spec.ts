import { noRules } from '../../sources/crawl-rules.js';
import { UrlRules } from './url-rules.js';

const url = (path: string) => new URL(path, 'https://shop.example');

describe('the rules of a source', () => {
  it.each([
    ['/products/', '/products/pillow', true],
    ['/products/', '/blogs/news', false],
    ['/*/sale', '/de/sale/today', true],
    ['/help$', '/help', true],
    ['/help$', '/help/more', false],
    ['/*?page=', '/list?page=2', true],
    ['/caf\u00e9', '/caf%C3%A9/menu', true],
  ])('include %s: whether %s is read is %s', (pattern, path, expected) => {
    expect(new UrlRules({ ...noRules, include: [pattern] }).allow(url(path))).toBe(expected);
  });

  it('leave out what an exclude pattern matches, whatever includes it', () => {
    const rules = new UrlRules({ ...noRules, include: ['/products/'], exclude: ['/*/old-'] });

    expect(rules.allow(url('/products/new-pillow'))).toBe(true);
    expect(rules.allow(url('/products/old-pillow'))).toBe(false);
  });

  it('drop query parameters by name, or all of them', () => {
    const some = new UrlRules({ ...noRules, ignoreParameters: ['color', 'view'] });
    const all = new UrlRules({ ...noRules, ignoreParameters: ['*'] });

    expect(some.search(url('/p?color=red&id=1&view=grid'))).toBe('id=1');
    expect(some.search(url('/p?colors=red'))).toBe('colors=red');
    expect(all.search(url('/p?a=1&b=2'))).toBe('');
  });

  it('keep a parameter although all are dropped', () => {
    const rules = new UrlRules({
      ...noRules,
      ignoreParameters: ['*'],
      keepParameters: ['variant'],
    });

    expect(rules.search(url('/p?a=1&variant=7'))).toBe('variant=7');
    expect(rules.search(url('/p'))).toBe('');
  });

  it('take no time over a hostile pattern', () => {
    const rules = new UrlRules({ ...noRules, include: [`/${'*a'.repeat(200)}$`] });

    expect(rules.allow(url(`/${'a'.repeat(2_000)}b`))).toBe(false);
  });
});
