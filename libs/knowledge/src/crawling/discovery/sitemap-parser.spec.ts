import type { SitemapEntry } from './sitemap-entry.js';
import { SitemapParser } from './sitemap-parser.js';

function readBytes(bytes: Uint8Array, pieceSize: number) {
  const entries: SitemapEntry[] = [];
  const parser = new SitemapParser((entry) => entries.push(entry));
  for (let at = 0; at < bytes.length && !parser.isRefused; at += pieceSize) {
    parser.write(bytes.subarray(at, at + pieceSize));
  }
  parser.end();
  return { entries, isRefused: parser.isRefused };
}

const read = (text: string, pieceSize = 7) => readBytes(Buffer.from(text), pieceSize).entries;
const locations = (text: string) => read(text).map(({ location }) => location);
const day = (date: string) => new Date(`${date}T00:00:00.000Z`);

describe('SitemapParser', () => {
  it('reads the pages of a sitemap that comes in small pieces', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="x">
        <url><loc> https://a.example.org/é?a=1&amp;b=2 </loc><lastmod>2020-05-01</lastmod>
          <image:image><image:loc>https://cdn.example.org/i.png</image:loc></image:image></url>
        <url><loc><![CDATA[https://a.example.org/two]]></loc></url>
      </urlset>`;

    expect(read(text)).toEqual([
      { kind: 'page', location: 'https://a.example.org/é?a=1&b=2', lastmod: day('2020-05-01') },
      { kind: 'page', location: 'https://a.example.org/two', lastmod: null },
    ]);
  });

  it('reads an index of sitemaps, whatever its namespaces', () => {
    const text =
      '<s:SITEMAPINDEX xmlns:s="urn:wrong"><s:sitemap><s:LOC>https://a.example.org/1.xml</s:LOC></s:sitemap></s:SITEMAPINDEX>';

    expect(read(text)).toEqual([
      { kind: 'sitemap', location: 'https://a.example.org/1.xml', lastmod: null },
    ]);
  });

  it('reads plain text with one address a line', () => {
    expect(locations('\uFEFFhttps://a.example.org/1\r\n\nhttps://a.example.org/2')).toEqual([
      'https://a.example.org/1',
      'https://a.example.org/2',
    ]);
    expect(
      locations(`https://a.example.org/${'x'.repeat(9_000)}\nhttps://a.example.org/2`),
    ).toEqual(['https://a.example.org/2']);
  });

  it('reads the items of RSS and Atom', () => {
    const rss = `<rss><channel><link>https://a.example.org/</link><image><url>https://a.example.org/i</url></image>
      <item><title>x</title><link>https://a.example.org/1</link><guid>7</guid>
        <pubDate>Fri, 01 May 2020 00:00:00 GMT</pubDate></item></channel></rss>`;
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example.org/feed" rel="self"/>
      <entry><id>urn:1</id><link rel="edit" href="https://a.example.org/edit"/>
        <link href="https://a.example.org/2"/><updated>2020-05-02T00:00:00Z</updated></entry></feed>`;

    expect([...read(rss), ...read(atom)]).toEqual([
      { kind: 'page', location: 'https://a.example.org/1', lastmod: day('2020-05-01') },
      { kind: 'page', location: 'https://a.example.org/2', lastmod: day('2020-05-02') },
    ]);
  });

  it('follows the page in other languages', () => {
    const text = `<urlset><url><loc>https://a.example.org/en</loc>
      <xhtml:link rel="alternate" hreflang="de" href="https://a.example.org/de?a=1&amp;b=2"/>
      <xhtml:link rel="alternate" type="x" href="https://a.example.org/feed"/>
      <xhtml:link rel="amphtml" hreflang="de" href="https://a.example.org/amp"/></url></urlset>`;

    expect(locations(text)).toEqual([
      'https://a.example.org/en',
      'https://a.example.org/de?a=1&b=2',
    ]);
  });

  it.each([
    ['2020-05-01T10:00:00+02:00', '2020-05-01T08:00:00.000Z'],
    ['2020-05', '2020-05-01T00:00:00.000Z'],
    ['yesterday', undefined],
    ['2999-01-01', undefined],
    ['', undefined],
  ])('reads the date %s', (lastmod, expected) => {
    const [entry] = read(
      `<urlset><url><lastmod>${lastmod}</lastmod><loc>https://a.org/</loc></url></urlset>`,
    );

    expect(entry?.lastmod?.toISOString()).toBe(expected);
  });

  describe.each([1, 3, 400])('in pieces of %d bytes', (pieceSize) => {
    const xml = (declared: string) =>
      `<?xml version="1.0"${declared}?><urlset><url><loc>https://a.example.org/é</loc></url></urlset>`;
    const wide = (text: string, isBig: boolean) => {
      const bytes = Buffer.from(text, 'utf16le');
      return isBig ? bytes.swap16() : bytes;
    };

    it.each([
      ['UTF-8', Buffer.from(xml(''))],
      ['UTF-8 with a mark', Buffer.from(`\uFEFF${xml(' encoding="UTF-8"')}`)],
      ['Latin-1 that says so', Buffer.from(xml(' encoding="ISO-8859-1"'), 'latin1')],
      ['UTF-16 with a mark', wide(`\uFEFF${xml(' encoding="UTF-16"')}`, false)],
      ['UTF-16 the other way round', wide(`\uFEFF${xml('')}`, true)],
      ['UTF-16 without a mark', wide(xml(' encoding="UTF-16"'), false)],
      ['UTF-8 that claims to be UTF-16', Buffer.from(xml(' encoding="utf-16"'))],
      ['UTF-8 that claims nonsense', Buffer.from(xml(' encoding="klingon"'))],
    ])('reads %s', (_name, bytes) => {
      const { entries } = readBytes(bytes, pieceSize);

      expect(entries.map(({ location }) => location)).toEqual(['https://a.example.org/é']);
    });
  });

  it('refuses a file that declares entities, and keeps nothing that came after', () => {
    const lol = Array.from(
      { length: 9 },
      (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
    ).join('');
    const text = `<!DOCTYPE x [<!ENTITY l0 "lol">${lol}]><urlset><url><loc>https://a.example.org/&l9;</loc></url></urlset>`;

    expect(readBytes(Buffer.from(text), 1_000)).toEqual({ entries: [], isRefused: true });
  });

  it('takes a document type that declares nothing', () => {
    const text = `<!DOCTYPE urlset SYSTEM "http://127.0.0.1/evil.dtd"><urlset><url><loc>https://a.org/</loc></url></urlset>`;

    expect(locations(text)).toEqual(['https://a.org/']);
  });

  it.each([
    ['elements without end', '<a>'.repeat(1_000_000)],
    ['one endless element', `<${'a'.repeat(5_000_000)}`],
    ['one endless attribute', `<urlset x="${'a'.repeat(5_000_000)}`],
    ['one endless comment', `<!--${'a'.repeat(5_000_000)}`],
    ['one endless text', `<urlset><url><loc>${'a'.repeat(5_000_000)}`],
    ['one endless declaration', `<!DOCTYPE ${'a'.repeat(5_000_000)}`],
  ])('refuses %s, soon and in little memory', (_name, text) => {
    const bytes = Buffer.from(text);
    const started = process.cpuUsage();

    const { entries, isRefused } = readBytes(bytes, 65_536);

    expect({ entries, isRefused }).toEqual({ entries: [], isRefused: true });
    // a parser that looks at all of it again with each piece takes minutes
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(20_000);
  });

  it('keeps no text that is too long for an address', () => {
    expect(
      read(`<urlset><url><loc>https://a.example.org/${'x'.repeat(9_000)}</loc></url></urlset>`),
    ).toEqual([]);
  });

  it('takes broken and empty files without complaint', () => {
    expect(read('')).toEqual([]);
    expect(read('<html><body>not found')).toEqual([]);
    expect(read('<constructor><loc>https://a.org/</loc></constructor>')).toEqual([]);
    expect(
      read('<urlset><url><loc>https://a.example.org/1</loc></url><url><loc>https://a'),
    ).toHaveLength(1);
  });
});
