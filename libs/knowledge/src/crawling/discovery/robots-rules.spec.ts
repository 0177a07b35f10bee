import { RobotsRules } from './robots-rules.js';

const origin = 'https://shop.example.org';
const rules = (...lines: string[]) => new RobotsRules(`${origin}/robots.txt`, lines.join('\n'));
const isAllowed = (path: string, ...lines: string[]) =>
  rules(...lines).isAllowed(`${origin}${path}`);

describe('RobotsRules', () => {
  it('allow everything when there is no text', () => {
    expect(isAllowed('/any')).toBe(true);
    expect(isAllowed('/any', '<!doctype html><h1>Not found</h1>')).toBe(true);
  });

  it('follow the group that names us over the one for all', () => {
    const lines = [
      'User-agent: *',
      'Disallow: /',
      '',
      'User-agent: StoreHand/2.0',
      'Disallow: /private',
    ];

    expect(isAllowed('/open', ...lines)).toBe(true);
    expect(isAllowed('/private/x', ...lines)).toBe(false);
  });

  it('let the longest rule win, and allow on a tie', () => {
    const lines = ['User-agent: *', 'Disallow: /a', 'Allow: /a/b', 'Disallow: /c', 'Allow: /c'];

    expect(isAllowed('/a/x', ...lines)).toBe(false);
    expect(isAllowed('/a/b/x', ...lines)).toBe(true);
    expect(isAllowed('/c', ...lines)).toBe(true);
  });

  it.each([
    ['/x.php?a=1', '/*.php', false],
    ['/x.php', '/*.php$', false],
    ['/x.php5', '/*.php$', true],
    ['/a%3Cd.html', '/a%3cd.html', false],
    ['/fish', '/Fish', true],
    ['/page?print=1', '/*?print=', false],
  ])('match %s against the rule %s', (path, rule, expected) => {
    expect(isAllowed(path, 'User-agent: *', `Disallow: ${rule}`)).toBe(expected);
  });

  it('read odd files as Google does', () => {
    expect(isAllowed('/x', '\uFEFFUser-agent: *', 'Disallow: /')).toBe(false);
    expect(isAllowed('/x', 'user-agent storehand', 'disallow /')).toBe(false);
    expect(
      isAllowed('/x', 'User-agent: a', `Sitemap: ${origin}/s.xml`, 'User-agent: *', 'Disallow: /'),
    ).toBe(false);
    expect(
      isAllowed('/x', 'User-agent: a', 'Unknown: 1', 'User-agent: Storehand', 'Disallow: /'),
    ).toBe(false);
    expect(isAllowed('/x', 'User-agent: Storehand with words', 'Disallow: /')).toBe(false);
    expect(isAllowed('/x', 'User-agent: *', 'Dissallow: /')).toBe(false);
    expect(isAllowed('/x', 'Disallow: /', 'User-agent: *')).toBe(true);
    expect(isAllowed('/f/', 'User-agent: *', 'Disallow: /f', 'Allow: /f/index.html')).toBe(true);
    expect(isAllowed('/x', 'User-agent: *\rDisallow: / # all')).toBe(false);
  });

  it('give the crawl delay and the sitemaps, whichever group they stand in', () => {
    const read = rules(
      'Sitemap: /s1.xml',
      'User-agent: *',
      'Crawl-delay: 2.5',
      `sitemap: ${origin}/s2.xml`,
    );

    expect(read.crawlDelayMs).toBe(2_500);
    expect(read.sitemaps).toEqual(['/s1.xml', `${origin}/s2.xml`]);
  });

  it('stay fast on hostile files', () => {
    const started = performance.now();

    isAllowed(`/${'a'.repeat(1_900)}`, 'User-agent: *', `Disallow: ${'/*a'.repeat(170_000)}`);
    isAllowed(`/${'a'.repeat(1_900)}`, 'User-agent: *', `Disallow: /${'*a'.repeat(900)}b`);

    expect(performance.now() - started).toBeLessThan(500);
  });
});
