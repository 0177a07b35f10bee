import { gzipSync } from 'node:zlib';

import {
  AddressPolicy,
  HostGate,
  SiteFetcher,
  type SitemapLimits,
  sitemapLimits,
  SitemapWalker,
  SiteScope,
} from '@app/knowledge';

import { FixtureSite } from '../support/fixture-site.js';

const never = new AbortController().signal;
const xml = { 'content-type': 'application/xml' };

describe('SitemapWalker', () => {
  let site: FixtureSite;
  let foreign: FixtureSite;
  let fetcher: SiteFetcher;

  beforeEach(async () => {
    site = await FixtureSite.start();
    foreign = await FixtureSite.start();
    fetcher = new SiteFetcher(new AddressPolicy([site.host, foreign.host]), new HostGate());
  });

  afterEach(async () => {
    await fetcher.onModuleDestroy();
    await site.stop();
    await foreign.stop();
  });

  const collectPages = (start: string[], limits?: Partial<SitemapLimits>) =>
    new SitemapWalker(fetcher, { ...sitemapLimits, ...limits }).collect(
      start,
      { scope: new SiteScope(`${site.origin}/`) },
      never,
    );
  const collect = (start: string[], limits?: Partial<SitemapLimits>) =>
    collectPages(start, limits).then((pages) => pages.map(({ url }) => url));
  const index = (...locations: string[]) =>
    `<sitemapindex>${locations.map((loc) => `<sitemap><loc>${loc}</loc></sitemap>`).join('')}</sitemapindex>`;

  it('gathers the pages of nested and gzipped sitemaps', async () => {
    const packed = gzipSync(`<urlset><url><loc>${site.origin}/b</loc></url></urlset>`);
    site
      .page('/sitemap.xml', {
        body: index(`${site.origin}/1.xml`, `${site.origin}/2.xml.gz`),
        headers: xml,
      })
      .sitemap(['/a?utm_source=x', '/a'], '/1.xml')
      .page('/2.xml.gz', { body: packed, headers: { 'content-type': 'application/gzip' } });

    expect(await collect([`${site.origin}/sitemap.xml`])).toEqual([
      `${site.origin}/a`,
      `${site.origin}/b`,
    ]);
  });

  it('asks no foreign host and takes no foreign page', async () => {
    foreign.sitemap(['/x'], '/f.xml');
    site
      .page('/sitemap.xml', {
        body: index(`${foreign.origin}/f.xml`, `${site.origin}/1.xml`),
        headers: xml,
      })
      .page('/1.xml', {
        body: `<urlset><url><loc>${foreign.origin}/x</loc></url></urlset>`,
        headers: xml,
      });

    expect(await collect([`${site.origin}/sitemap.xml`, `${foreign.origin}/f.xml`])).toEqual([]);
    expect(foreign.requests).toEqual([]);
  });

  it('ends at every bound and reads a sitemap that names itself once', async () => {
    const many = Array.from({ length: 500 }, (_, page) => `/p${page}`);
    site
      .page('/loop.xml', {
        body: index(`${site.origin}/loop.xml`, `${site.origin}/many.xml`),
        headers: xml,
      })
      .sitemap(many, '/many.xml');
    const limits = { maxUrls: 100, maxSitemaps: 5 };

    expect(await collect([`${site.origin}/loop.xml`], limits)).toHaveLength(100);
    expect(site.count('/loop.xml')).toBe(1);
    expect(
      (await collect([`${site.origin}/many.xml`], { ...limits, maxBytes: 2_000 })).length,
    ).toBeLessThan(100);
  });

  it('says when a page last changed and follows its other languages on the same site', async () => {
    site.page('/sitemap.xml', {
      body: `<urlset><url><loc>${site.origin}/en</loc><lastmod>2020-05-01</lastmod>
        <xhtml:link rel="alternate" hreflang="de" href="${site.origin}/de"/>
        <xhtml:link rel="alternate" hreflang="fr" href="${foreign.origin}/fr"/></url></urlset>`,
      headers: xml,
    });

    const lastmod = new Date('2020-05-01');
    expect(await collectPages([`${site.origin}/sitemap.xml`])).toEqual([
      { url: `${site.origin}/en`, lastmod },
      { url: `${site.origin}/de`, lastmod },
    ]);
  });

  it.each([
    ['by header', { 'content-encoding': 'gzip' }],
    ['by its first bytes', { 'content-type': 'text/plain' }],
  ])('unpacks a sitemap that is gzipped %s', async (_name, headers) => {
    const body = gzipSync(`${site.origin}/a\n${site.origin}/b`);
    site.page('/sitemap.txt', { body, headers });

    expect(await collect([`${site.origin}/sitemap.txt`])).toEqual([
      `${site.origin}/a`,
      `${site.origin}/b`,
    ]);
  });

  it('stops at its time and keeps what it has', async () => {
    site.sitemap(['/a'], '/1.xml').slow('/2.xml', 50_000).sitemap(['/b'], '/3.xml');
    const started = performance.now();

    const pages = await collect(
      ['/1.xml', '/2.xml', '/3.xml'].map((path) => site.origin + path),
      { totalMs: 300 },
    );

    expect(pages).toEqual([`${site.origin}/a`]);
    expect(performance.now() - started).toBeLessThan(40_000);
  });

  it('loses only the entries of a sitemap that fails', async () => {
    site
      .page('/sitemap.xml', {
        body: index(`${site.origin}/gone.xml`, `${site.origin}/1.xml`),
        headers: xml,
      })
      .sitemap(['/a'], '/1.xml');

    expect(await collect([`${site.origin}/sitemap.xml`])).toEqual([`${site.origin}/a`]);
  });
});
