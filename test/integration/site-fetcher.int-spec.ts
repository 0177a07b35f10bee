import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import zlib from 'node:zlib';

import { AddressPolicy, HostGate, SiteFetcher } from '@app/knowledge';

import { FixtureSite } from '../support/fixture-site.js';
import { defaults, FetchedSite, never, textOf } from './fetched-site.js';

let fetched: FetchedSite;

beforeAll(async () => {
  fetched = await FetchedSite.open();
});
afterAll(() => fetched.close());

describe('SiteFetcher', () => {
  it('fetches a page with its final address, type and bytes', async () => {
    fetched.site.page('/ok', { body: '<p>hello</p>', headers: { 'x-robots-tag': 'noindex' } });

    expect(await fetched.get('/ok')).toMatchObject({
      outcome: 'fetched',
      url: fetched.site.url('/ok').href,
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
    fetched.site.page('/packed', {
      body: pack(Buffer.from(body)),
      headers: { 'content-encoding': encoding },
    });

    expect(textOf(await fetched.get('/packed'))).toBe(body);
  });

  it('reads a body that was cut off while compressed as far as it goes', async () => {
    const packed = zlib.gzipSync(randomBytes(20_000).toString('hex'));
    fetched.site.page('/cut', {
      body: packed.subarray(0, -50),
      headers: { 'content-encoding': 'gzip' },
    });

    expect(textOf(await fetched.get('/cut')).length).toBeGreaterThan(30_000);
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
    fetched.site.page('/status', { status, body: 'no' });

    expect(await fetched.get('/status')).toMatchObject({ outcome, status });
  });

  it('recognises a challenge page that answers 200', async () => {
    fetched.site.page('/challenge', {
      body: 'Just a moment',
      headers: { 'cf-mitigated': 'challenge' },
    });

    expect(await fetched.get('/challenge')).toMatchObject({ outcome: 'blocked_by_wall' });
  });

  it('refuses other content types without reading the body', async () => {
    fetched.site.page('/manual.pdf', {
      body: '%PDF',
      headers: { 'content-type': 'application/pdf' },
    });

    expect(await fetched.get('/manual.pdf')).toMatchObject({ outcome: 'not_html' });
    expect(textOf(await fetched.get('/manual.pdf', { accept: 'any' }))).toBe('%PDF');
  });

  it('follows redirects by hand and reports where they ended', async () => {
    fetched.site.redirect('/r1', '/r2', 301).redirect('/r2', 'r3#part', 308).page('/r3', 'there');

    expect(await fetched.get('/r1')).toMatchObject({
      outcome: 'fetched',
      url: fetched.site.url('/r3').href,
    });
  });

  it('gives up after five redirects and on loops', async () => {
    fetched.site.redirect('/loop', '/loop');

    expect(await fetched.get('/loop')).toMatchObject({ outcome: 'too_many_redirects' });
    expect(fetched.site.count('/loop')).toBe(6);
  });

  it('does not follow a redirect that the caller does not want', async () => {
    fetched.site.redirect('/away', '/elsewhere').page('/elsewhere', 'x');

    const result = await fetched.get('/away', {
      mayFollow: ({ pathname }) => pathname !== '/elsewhere',
    });

    expect(result).toMatchObject({ outcome: 'off_scope' });
    expect(fetched.site.count('/elsewhere')).toBe(0);
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
});
