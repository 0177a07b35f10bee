import { gzipSync } from 'node:zlib';

import { AddressPolicy, HostGate, SiteFetcher, SitemapWalker, SiteScope } from '@app/knowledge';

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

  const collect = (start: string[], limits?: ConstructorParameters<typeof SitemapWalker>[1]) =>
    new SitemapWalker(fetcher, limits).collect(start, new SiteScope(`${site.origin}/`), never);
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
    const limits = {
      maxUrls: 100,
      maxSitemaps: 5,
      maxDepth: 3,
      maxBytes: 1_000_000,
      deadlineMs: 2_000,
    };

    expect(await collect([`${site.origin}/loop.xml`], limits)).toHaveLength(100);
    expect(site.count('/loop.xml')).toBe(1);
    expect(
      (await collect([`${site.origin}/many.xml`], { ...limits, maxBytes: 2_000 })).length,
    ).toBeLessThan(100);
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
