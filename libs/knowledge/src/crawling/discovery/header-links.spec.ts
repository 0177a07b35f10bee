import { headerLinks } from './header-links.js';

const page = 'https://a.example.org/here';

describe('headerLinks', () => {
  it.each([
    ['</de/>; rel="alternate"; hreflang="de"', ['/de/']],
    ['</de/>;hreflang=de;rel=alternate, </fr/>; rel="alternate"; hreflang="fr"', ['/de/', '/fr/']],
    ['</p/2>; rel="next", </p/0>; rel=prev', ['/p/2', '/p/0']],
    ['</a,b>; rel="canonical"; title="a, <b>"', ['/a,b']],
    ['</feed>; rel="alternate"; type="application/rss+xml"', []],
    ['</s.css>; rel=preload; as=style, </icon>; rel="icon shortcut"', []],
    ['</x>; rel="next canonical"', ['/x']],
    ['</x>', []],
    ['nonsense, <', []],
    ['', []],
  ])('finds the pages in %s', (header, links) => {
    const expected = links.map((link) => `https://a.example.org${link}`);

    expect(headerLinks(header, page)).toEqual(expected);
  });

  it('stays fast and short on hostile headers', () => {
    const started = process.cpuUsage();

    const links = headerLinks('</x>; rel=next,'.repeat(10_000), page);
    headerLinks(`<x>${';a="'.repeat(8_000)}`, page);
    headerLinks('<'.repeat(16_000), page);

    expect(links).toHaveLength(200);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(5_000);
  });
});
