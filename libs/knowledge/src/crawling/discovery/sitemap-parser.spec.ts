import { type SitemapEntry, SitemapParser } from './sitemap-parser.js';

function read(text: string, pieceSize = 7): SitemapEntry[] {
  const entries: SitemapEntry[] = [];
  const parser = new SitemapParser((entry) => entries.push(entry));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceSize)
    parser.write(bytes.subarray(at, at + pieceSize));
  parser.end();
  return entries;
}

describe('SitemapParser', () => {
  it('reads the pages of a sitemap that comes in small pieces', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="x">
        <url><loc> https://a.example.org/é?a=1&amp;b=2 </loc><lastmod>2020</lastmod>
          <image:image><image:loc>https://cdn.example.org/i.png</image:loc></image:image></url>
        <url><loc><![CDATA[https://a.example.org/two]]></loc></url>
      </urlset>`;

    expect(read(text)).toEqual([
      { kind: 'page', location: 'https://a.example.org/é?a=1&b=2' },
      { kind: 'page', location: 'https://a.example.org/two' },
    ]);
  });

  it('reads an index of sitemaps, with any prefix', () => {
    const text =
      '<s:sitemapindex><s:sitemap><s:loc>https://a.example.org/1.xml</s:loc></s:sitemap></s:sitemapindex>';

    expect(read(text)).toEqual([{ kind: 'sitemap', location: 'https://a.example.org/1.xml' }]);
  });

  it('reads plain text with one address a line', () => {
    expect(
      read('https://a.example.org/1\r\nhttps://a.example.org/2').map(({ location }) => location),
    ).toEqual(['https://a.example.org/1', 'https://a.example.org/2']);
  });

  it('expands no entities of a document type', () => {
    const lol = Array.from(
      { length: 9 },
      (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
    ).join('');
    const text = `<!DOCTYPE x [<!ENTITY l0 "lol">${lol}]><urlset><url><loc>https://a.example.org/&l9;</loc></url></urlset>`;

    const [entry] = read(text, 1_000);

    expect(entry?.location.length).toBeLessThan(100);
  });

  it('keeps no text that is too long for an address', () => {
    expect(
      read(`<urlset><url><loc>https://a.example.org/${'x'.repeat(9_000)}</loc></url></urlset>`),
    ).toEqual([]);
  });

  it('takes broken and empty files without complaint', () => {
    expect(read('')).toEqual([]);
    expect(read('<html><body>not found')).toEqual([]);
    expect(
      read('<urlset><url><loc>https://a.example.org/1</loc></url><url><loc>https://a'),
    ).toHaveLength(1);
  });
});
