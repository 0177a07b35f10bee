import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import zlib from 'node:zlib';

import {
  AddressPolicy,
  type FetchOptions,
  type FetchResult,
  HostGate,
  SiteFetcher,
} from '@app/knowledge';

import { FixtureSite } from '../support/fixture-site.js';

const never = new AbortController().signal;
const defaults: FetchOptions = {
  accept: 'html',
  maxBytes: 100_000,
  atCap: 'refuse',
  deadlineMs: 2_000,
};

describe('SiteFetcher', () => {
  let site: FixtureSite;
  let other: FixtureSite;
  let fetcher: SiteFetcher;

  beforeAll(async () => {
    site = await FixtureSite.start();
    other = await FixtureSite.start();
    fetcher = new SiteFetcher(new AddressPolicy([site.host]), new HostGate());
  });

  afterAll(async () => {
    await fetcher.onModuleDestroy();
    await site.stop();
    await other.stop();
  });

  const get = (target: string, options: Partial<FetchOptions> = {}): Promise<FetchResult> =>
    fetcher.fetch(site.url(target), { ...defaults, ...options }, never);
  const textOf = (result: FetchResult): string =>
    result.outcome === 'fetched' ? Buffer.from(result.body).toString() : result.outcome;

  it('fetches a page with its final address, type and bytes', async () => {
    site.page('/ok', { body: '<p>hello</p>', headers: { 'x-robots-tag': 'noindex' } });

    expect(await get('/ok')).toMatchObject({
      outcome: 'fetched',
      url: site.url('/ok').href,
      status: 200,
      contentType: 'text/html; charset=utf-8',
      robotsTag: 'noindex',
      body: Buffer.from('<p>hello</p>'),
    });
  });

  it.each([
    ['gzip', zlib.gzipSync],
    ['x-gzip', zlib.gzipSync],
    ['deflate', zlib.deflateSync],
    ['deflate', zlib.deflateRawSync],
    ['br', zlib.brotliCompressSync],
    ['zstd', zlib.zstdCompressSync],
    ['identity', (body: Uint8Array) => body],
    ['gzip, br', (body: Uint8Array) => zlib.brotliCompressSync(zlib.gzipSync(body))],
  ])('unpacks a body in %s', async (encoding, pack) => {
    const body = '<p>packed</p>'.repeat(500);
    site.page('/packed', {
      body: pack(Buffer.from(body)),
      headers: { 'content-encoding': encoding },
    });

    expect(textOf(await get('/packed'))).toBe(body);
  });

  it('reads a body that was cut off while compressed as far as it goes', async () => {
    const packed = zlib.gzipSync(randomBytes(20_000).toString('hex'));
    site.page('/cut', { body: packed.subarray(0, -50), headers: { 'content-encoding': 'gzip' } });

    expect(textOf(await get('/cut')).length).toBeGreaterThan(30_000);
  });

  it.each([
    [403, 'blocked_by_wall'],
    [401, 'blocked_by_wall'],
    [404, 'http_error'],
    [410, 'http_error'],
    [429, 'http_error'],
    [500, 'http_error'],
    [304, 'http_error'],
  ])('names the outcome of status %d', async (status, outcome) => {
    site.page('/status', { status, body: 'no' });

    expect(await get('/status')).toMatchObject({ outcome, status });
  });

  it('recognises a challenge page that answers 200', async () => {
    site.page('/challenge', { body: 'Just a moment', headers: { 'cf-mitigated': 'challenge' } });

    expect(await get('/challenge')).toMatchObject({ outcome: 'blocked_by_wall' });
  });

  it('refuses other content types without reading the body', async () => {
    site.page('/manual.pdf', { body: '%PDF', headers: { 'content-type': 'application/pdf' } });

    expect(await get('/manual.pdf')).toMatchObject({ outcome: 'not_html' });
    expect(textOf(await get('/manual.pdf', { accept: 'any' }))).toBe('%PDF');
  });

  it('follows redirects by hand and reports where they ended', async () => {
    site.redirect('/r1', '/r2', 301).redirect('/r2', 'r3#part', 308).page('/r3', 'there');

    expect(await get('/r1')).toMatchObject({ outcome: 'fetched', url: site.url('/r3').href });
  });

  it('gives up after five redirects and on loops', async () => {
    site.redirect('/loop', '/loop');

    expect(await get('/loop')).toMatchObject({ outcome: 'too_many_redirects' });
    expect(site.count('/loop')).toBe(6);
  });

  it('does not follow a redirect that the caller does not want', async () => {
    site.redirect('/away', '/elsewhere').page('/elsewhere', 'x');

    const result = await get('/away', { mayFollow: ({ pathname }) => pathname !== '/elsewhere' });

    expect(result).toMatchObject({ outcome: 'off_scope' });
    expect(site.count('/elsewhere')).toBe(0);
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost/',
    'ftp://x.org/',
  ])('refuses a redirect to %s', async (target) => {
    site.redirect('/evil', target);

    expect(await get('/evil')).toMatchObject({ outcome: 'refused_address' });
  });

  it('refuses a private neighbour of the allowed host, directly and by redirect, without connecting', async () => {
    site.redirect('/neighbour', `${other.origin}/secret`);
    other.page('/secret', 'secret');

    expect(await get('/neighbour')).toMatchObject({ outcome: 'refused_address' });
    expect(await fetcher.fetch(other.url('/secret'), defaults, never)).toMatchObject({
      outcome: 'refused_address',
    });
    expect(other.requests).toEqual([]);
  });

  it.each([
    ['a gzip bomb', 'gzip'],
    ['a brotli bomb', 'br'],
    ['a zstd bomb', 'zstd'],
  ])('stops %s at the cap', async (_name, encoding) => {
    const pack = { gzip: zlib.gzipSync, br: zlib.brotliCompressSync, zstd: zlib.zstdCompressSync }[
      encoding
    ]!;
    site.page('/bomb', {
      body: pack(Buffer.alloc(20_000_000)),
      headers: { 'content-encoding': encoding },
    });

    expect(await get('/bomb')).toMatchObject({ outcome: 'too_large' });
  });

  it('stops endless bodies and streamed bombs at the cap', async () => {
    site.endless('/endless').gzipBomb('/stream-bomb', 2_000);

    expect(await get('/endless')).toMatchObject({ outcome: 'too_large' });
    expect(await get('/stream-bomb')).toMatchObject({ outcome: 'too_large' });
  });

  it('refuses a body wrapped in many encodings', async () => {
    site.page('/six', {
      body: 'x',
      headers: { 'content-encoding': 'gzip, gzip, gzip, gzip, gzip, gzip' },
    });

    expect(await get('/six')).toMatchObject({ outcome: 'bad_response' });
  });

  it('keeps the beginning of a long body when that is enough', async () => {
    site.page('/long', 'x'.repeat(5_000));

    const result = await get('/long', { maxBytes: 1_000, atCap: 'truncate' });

    expect(result).toMatchObject({ outcome: 'fetched', isTruncated: true });
    expect(textOf(result)).toHaveLength(1_000);
  });

  it('unpacks a gzip file on request and stops when the reader has enough', async () => {
    const seen: number[] = [];
    site.page('/sitemap.xml.gz', {
      body: zlib.gzipSync('y'.repeat(90_000)),
      headers: { 'content-type': 'application/gzip' },
    });

    const packed = await get('/sitemap.xml.gz', { accept: 'any', isGzipFileUnpacked: true });
    await get('/sitemap.xml.gz', {
      accept: 'any',
      isGzipFileUnpacked: true,
      onBytes: (bytes) => seen.push(bytes.length) < 1,
    });

    expect(textOf(packed)).toBe('y'.repeat(90_000));
    expect(seen).toHaveLength(1);
  });

  it.each(['silent headers', 'a byte a second'])('ends %s at the deadline', async (kind) => {
    site.slow('/silent', 5_000).endless('/drip', 1_000);
    const started = performance.now();

    const result = await get(kind === 'silent headers' ? '/silent' : '/drip', { deadlineMs: 300 });

    expect(result).toMatchObject({ outcome: 'timeout' });
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('counts all hops against one deadline', async () => {
    site.on('/hop', async (_request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      response.writeHead(302, { location: '/hop' }).end();
    });

    expect(await get('/hop', { deadlineMs: 300 })).toMatchObject({ outcome: 'timeout' });
  });

  it('throws only when the caller aborts', async () => {
    site.slow('/wait', 5_000);
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('cancelled')), 50);

    await expect(fetcher.fetch(site.url('/wait'), defaults, abort.signal)).rejects.toThrow(
      'cancelled',
    );
  });

  it('reports a refused connection and an unknown name as unreachable', async () => {
    const gone = await FixtureSite.start();
    const { origin, host } = gone;
    await gone.stop();
    const local = new SiteFetcher(new AddressPolicy([host]), new HostGate(), {
      connectTimeoutMs: 500,
      silenceTimeoutMs: 500,
      lookup: (_host, callback) =>
        callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
    });

    expect(await local.fetch(new URL(origin), defaults, never)).toMatchObject({
      outcome: 'unreachable',
      detail: 'the host refuses connections',
    });
    expect(
      await local.fetch(new URL('http://nowhere.example.org/'), defaults, never),
    ).toMatchObject({
      outcome: 'unreachable',
      detail: 'the host name does not exist',
    });
    await local.onModuleDestroy();
  });

  it('calls an answer that is not HTTP a bad response', async () => {
    const server = createServer(
      (socket) => void socket.on('error', () => undefined).end('hello, not http\r\n\r\n'),
    );
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as { port: number }).port}`;
    const local = new SiteFetcher(new AddressPolicy([host]), new HostGate());

    const result = await local.fetch(new URL(`http://${host}/`), defaults, never);
    await local.onModuleDestroy();
    server.close();

    expect(result).toMatchObject({ outcome: 'bad_response' });
  });

  it('never dials a private address that DNS gives, even when the answer changes', async () => {
    let lookups = 0;
    const answers = [
      ['10.1.2.3', '169.254.169.254'],
      ['127.0.0.1'],
      ['::ffff:127.0.0.1', '64:ff9b::7f00:1', '::1'],
    ];
    const local = new SiteFetcher(new AddressPolicy(), new HostGate(), {
      connectTimeoutMs: 500,
      silenceTimeoutMs: 500,
      lookup: (_host, callback) => {
        const addresses = answers[lookups++ % answers.length] ?? [];
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        );
      },
    });

    for (let tries = 0; tries < 3; tries += 1) {
      expect(
        await local.fetch(new URL('http://rebind.example.org/'), defaults, never),
      ).toMatchObject({ outcome: 'refused_address' });
    }
    expect(lookups).toBe(3);
    await local.onModuleDestroy();
  });

  it('ignores proxy variables', async () => {
    process.env.HTTP_PROXY = other.origin;
    process.env.http_proxy = other.origin;
    site.page('/direct', 'direct');

    const fresh = new SiteFetcher(new AddressPolicy([site.host]), new HostGate());
    const result = await fresh.fetch(site.url('/direct'), defaults, never);
    await fresh.onModuleDestroy();
    delete process.env.HTTP_PROXY;
    delete process.env.http_proxy;

    expect(textOf(result)).toBe('direct');
    expect(other.requests).toEqual([]);
  });

  it('leaves a host alone for as long as Retry-After says', async () => {
    const gate = new HostGate({ maxInFlight: 2, maxDelayMs: 1_000, maxPauseMs: 200 });
    const local = new SiteFetcher(new AddressPolicy([site.host]), gate);
    site.page('/busy', { status: 503, headers: { 'retry-after': '3600' } }).page('/after', 'x');

    expect(await local.fetch(site.url('/busy'), defaults, never)).toMatchObject({
      retryAfterMs: 3_600_000,
    });
    const started = performance.now();
    await local.fetch(site.url('/after'), defaults, never);
    await local.onModuleDestroy();

    expect(performance.now() - started).toBeGreaterThan(150);
  });
});
