import zlib from 'node:zlib';

import { AddressPolicy, HostGate, SiteFetcher } from '@app/knowledge';

import { defaults, FetchedSite, never, textOf } from './fetched-site.js';

/** Made before there is a connection: packing holds up the thread, and one that a server closed meanwhile would be used. */
const unpacked = Buffer.alloc(20_000_000);
const bombs = [
  ['gzip', zlib.gzipSync(unpacked)],
  ['br', zlib.brotliCompressSync(unpacked)],
  ['zstd', zlib.zstdCompressSync(unpacked)],
] as const;

let fetched: FetchedSite;

beforeAll(async () => {
  fetched = await FetchedSite.open();
});
afterAll(() => fetched.close());

describe('the limits of SiteFetcher', () => {
  it.each(bombs)('stops a bomb packed by %s at the cap', async (encoding, body) => {
    fetched.site.page('/bomb', { body, headers: { 'content-encoding': encoding } });

    expect(await fetched.get('/bomb')).toMatchObject({ outcome: 'too_large' });
  });

  it('stops endless bodies and streamed bombs at the cap', async () => {
    fetched.site.endless('/endless').gzipBomb('/stream-bomb', 2_000);

    expect(await fetched.get('/endless')).toMatchObject({ outcome: 'too_large' });
    expect(await fetched.get('/stream-bomb')).toMatchObject({ outcome: 'too_large' });
  });

  it('refuses a body wrapped in many encodings', async () => {
    fetched.site.page('/six', {
      body: 'x',
      headers: { 'content-encoding': 'gzip, gzip, gzip, gzip, gzip, gzip' },
    });

    expect(await fetched.get('/six')).toMatchObject({ outcome: 'bad_response' });
  });

  it('keeps the beginning of a long body when that is enough', async () => {
    fetched.site.page('/long', 'x'.repeat(5_000));

    const result = await fetched.get('/long', { maxBytes: 1_000, atCap: 'truncate' });

    expect(result).toMatchObject({ outcome: 'fetched', isTruncated: true });
    expect(textOf(result)).toHaveLength(1_000);
  });

  it('unpacks a gzip file on request and stops when the reader has enough', async () => {
    const seen: number[] = [];
    fetched.site.page('/sitemap.xml.gz', {
      body: zlib.gzipSync('y'.repeat(90_000)),
      headers: { 'content-type': 'application/gzip' },
    });

    const packed = await fetched.get('/sitemap.xml.gz', {
      accept: 'any',
      isGzipFileUnpacked: true,
    });
    await fetched.get('/sitemap.xml.gz', {
      accept: 'any',
      isGzipFileUnpacked: true,
      onBytes: (bytes) => seen.push(bytes.length) < 1,
    });

    expect(textOf(packed)).toBe('y'.repeat(90_000));
    expect(seen).toHaveLength(1);
  });

  it.each(['silent headers', 'a byte a second'])('ends %s at the deadline', async (kind) => {
    fetched.site.slow('/silent', 60_000).endless('/drip', 1_000);
    const started = performance.now();

    const result = await fetched.get(kind === 'silent headers' ? '/silent' : '/drip', {
      deadlineMs: 300,
    });

    expect(result).toMatchObject({ outcome: 'timeout' });
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it('counts all hops against one deadline', async () => {
    fetched.site.on('/hop', async (_request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      response.writeHead(302, { location: '/hop' }).end();
    });

    expect(await fetched.get('/hop', { deadlineMs: 300 })).toMatchObject({ outcome: 'timeout' });
  });

  it('throws only when the caller aborts', async () => {
    fetched.site.slow('/wait', 5_000);
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('cancelled')), 50);

    await expect(
      fetched.fetcher.fetch(fetched.site.url('/wait'), defaults, abort.signal),
    ).rejects.toThrow('cancelled');
  });

  it('leaves a host alone for as long as Retry-After says', async () => {
    const gate = new HostGate({ maxInFlight: 2, maxDelayMs: 1_000, maxPauseMs: 200 });
    const local = new SiteFetcher(new AddressPolicy([fetched.site.host]), gate);
    fetched.site
      .page('/busy', { status: 503, headers: { 'retry-after': '3600' } })
      .page('/after', 'x');

    expect(await local.fetch(fetched.site.url('/busy'), defaults, never)).toMatchObject({
      retryAfterMs: 3_600_000,
    });
    const started = performance.now();
    await local.fetch(fetched.site.url('/after'), defaults, never);
    await local.onModuleDestroy();

    expect(performance.now() - started).toBeGreaterThan(150);
  });
});
