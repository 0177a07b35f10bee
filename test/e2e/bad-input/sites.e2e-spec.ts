import type { INestApplicationContext } from '@nestjs/common';

import { FixtureSite } from '../../support/fixture-site.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingest, ingestEnd, startWorker } from '../running-worker.js';

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let down: FixtureSite;

beforeAll(async () => {
  site = await FixtureSite.start();
  down = await FixtureSite.start();
  await down.stop();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: `${site.host},${down.host}` });
  worker = await startWorker(site, down);
});
afterEach(() => site.reset());
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

interface Ended {
  status: string;
  error: { code: string; detail: string } | null;
  pages: { found: number; fetched: number; outcomes: Record<string, number> };
}

/** Reads a site to the end, and what the store knows then. */
async function read(url: string, max_pages = 10) {
  const { client, storeId } = await aStoreWithKey(api.admin);
  const started = await client.post('/api/v1/knowledge-base/ingest', { url, max_pages });
  const ended = await ingestEnd(client, storeId, String(started.body['ingest_id']));
  const status = await client.get(`/api/v1/knowledge-base/${storeId}/status`);
  return { ended: ended as unknown as Ended, status: status.body as Record<string, unknown> };
}

describe('a website that gives nothing', () => {
  const giants = () => site.endless('/');
  const forbidden = () =>
    site.onPattern(/.*/, (_request, response) => void response.writeHead(403).end('no'));
  const failing = () =>
    site.onPattern(/.*/, (_request, response) => void response.writeHead(500).end('no'));
  const large = () => site.page('/', { body: `<p>${'x'.repeat(6 * 1024 * 1024)}</p>` });

  it.each([
    ['is empty', () => site.page('/', ''), 'KNOWLEDGE_SITE_EMPTY', 'has text'],
    ['is one page without an end', giants, 'KNOWLEDGE_SITE_EMPTY', 'larger than is read'],
    ['is one giant page', large, 'KNOWLEDGE_SITE_EMPTY', 'larger than is read'],
    ['forbids everything', forbidden, 'KNOWLEDGE_SITE_BLOCKED', 'refuses our requests'],
    ['fails', failing, 'KNOWLEDGE_ROBOTS_UNAVAILABLE', 'answers 500'],
    ['has nothing there', () => site, 'KNOWLEDGE_SITE_ERRORS', 'check the address'],
    [
      'leads to a private address',
      () => site.redirect('/', 'http://169.254.169.254/latest/meta-data'),
      'KNOWLEDGE_URL_REFUSED',
      'redirects to http://169.254.169.254/latest/meta-data',
    ],
    [
      'leads to another service of this machine',
      () => site.redirect('/', `http://${down.host.replace(/:.*/, ':22')}/`, 308),
      'KNOWLEDGE_URL_REFUSED',
      ':22/',
    ],
    [
      'leads to something that is no website',
      () => site.redirect('/', 'file:///etc/passwd'),
      'KNOWLEDGE_URL_REFUSED',
      'file:///etc/passwd',
    ],
  ])('fails with the reason and the next step when it %s', async (_how, make, code, reason) => {
    make();

    const { ended, status } = await read(site.origin);

    expect(ended).toMatchObject({ status: 'failed', error: { code } });
    expect(ended.error?.detail).toContain(reason);
    expect(ended.error?.detail).toMatch(/start again|Give the address/);
    expect(status).toMatchObject({ status: 'failed', live_release: null, page_count: 0 });
  });

  it('fails with the reason and the next step when it is down', async () => {
    const { ended } = await read(down.origin);

    expect(ended).toMatchObject({
      status: 'failed',
      error: { code: 'KNOWLEDGE_SITE_UNREACHABLE' },
    });
    expect(ended.error?.detail).toContain(`${down.origin}/`);
  });

  it('keeps the last release live when it gave something before', async () => {
    const { client, storeId } = await aStoreWithKey(api.admin);
    site.page('/', '<main><h1>Returns</h1><p>Return anything within 60 days.</p></main>');
    await ingest(client, storeId, site.origin);
    site.page('/', { status: 403, body: 'no' });

    const ended = await ingest(client, storeId, site.origin);
    const { body } = await client.get(`/api/v1/knowledge-base/${storeId}/status`);
    const found = await client.post(`/api/v1/knowledge-base/${storeId}/search`, {
      query: 'return',
    });

    expect(ended['status']).toBe('failed');
    expect(body).toMatchObject({ status: 'live', live_release: 1, page_count: 1 });
    expect(found.body['results']).toMatchObject([{ url: `${site.origin}/` }]);
  });
});

describe('a website without an end', () => {
  it('is read up to max_pages and no further', async () => {
    site.calendar('/calendar/');

    const { ended } = await read(`${site.origin}/calendar/0`, 8);

    expect(ended.pages.fetched).toBe(8);
    expect(new Set(site.requests.filter((path) => path.startsWith('/calendar/'))).size).toBe(8);
  });

  it('is not followed for ever, however many pages are allowed', async () => {
    site.calendar('/calendar/');

    const { ended } = await read(`${site.origin}/calendar/0`, 50_000);

    expect(ended.pages.found).toBeLessThan(100);
    expect(site.requests.length).toBeLessThan(100);
  });

  it('is not followed in circles of redirects', async () => {
    site.onPattern(/^\/a+$/, ({ url = '' }, response) => {
      response.writeHead(302, { location: `${url}a` }).end();
    });

    const { ended } = await read(`${site.origin}/a`, 10);

    expect(ended).toMatchObject({ status: 'failed', error: { code: 'KNOWLEDGE_SITE_EMPTY' } });
    expect(ended.error?.detail).toContain('lead from one to another');
    expect(site.requests.length).toBeLessThan(20);
  });
});
