import { StoreConnections, StoreScope } from '@app/tenancy';
import type { INestApplicationContext } from '@nestjs/common';

import { FixtureSite } from '../support/fixture-site.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startWorker } from './running-worker.js';

const content = 'How much is the Aurora lamp?';
const lamp = (price: string) =>
  `<html lang="en"><title>Aurora lamp</title><main><h1>Aurora lamp</h1>
   <p>The Aurora lamp is made of brushed steel and costs ${price} with its cable.</p></main></html>`;

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let client: ApiClient;
let storeId: string;

beforeAll(async () => {
  site = await FixtureSite.start();
  site
    .page('/', '<html lang="en"><title>Home</title><p>A shop of lamps.</p><a href="/lamp">Lamp</a>')
    .page('/lamp', lamp('€49'));
  api = await startApi({
    CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
    CRAWL_EXTRACTION_THREADS: '0',
  });
  worker = await startWorker(site);
  ({ client, storeId } = await aStoreWithKey(api.admin));
  await ingest(client, storeId, site.origin);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

async function ask(accept = 'application/json') {
  const { body } = await client.post('/api/v1/conversations', {});
  const path = `/api/v1/conversations/${String(body['id'])}/messages`;
  return client.post(path, { content }, { headers: { accept } });
}

const makeOld = () =>
  api.app
    .get(StoreConnections, { strict: false })
    .run(StoreScope.open(storeId), (manager) =>
      manager.query(`UPDATE pages SET fetched_at = now() - interval '2 days' WHERE store_id = $1`, [
        storeId,
      ]),
    );

const liveRelease = async () =>
  (await client.get(`/api/v1/knowledge-base/${storeId}/status`)).body['live_release'];

describe('a price that changes after the crawl', () => {
  it('is streamed as it is now, and held by the next release', async () => {
    await makeOld();
    site.page('/lamp', lamp('€39'));
    site.requests.splice(0);

    const { text } = await ask('text/event-stream');

    expect(text).toContain('data: {"stage":"rechecking",');
    expect(text).toContain('€39');
    expect(text).not.toContain('€49');
    const citation = JSON.parse(/event: citation\ndata: (.*)/.exec(text)?.[1] ?? '{}') as {
      page_id: string;
      quote: string;
      age_seconds: number;
    };
    expect(citation.age_seconds).toBeLessThan(3_600);
    const pagePath = `/api/v1/knowledge-base/${storeId}/pages/${citation.page_id}`;
    const page = await client.get(pagePath);
    expect(page.body['markdown']).toContain(citation.quote);

    await waitFor(async () => (await liveRelease()) === 2, { timeoutMs: 60_000 });
    expect((await client.get(pagePath)).body).toMatchObject({ born_release: 2 });
    const later = await ask();
    expect(later.body).toMatchObject({ release: 2, content: expect.stringContaining('€39') });
  });

  it('is not looked for by a store that wants no page asked for', async () => {
    const path = `/api/v1/stores/${storeId}/agent-settings`;
    const max_ages = { prices_hours: 0, policies_hours: 0 };
    await client.call('PUT', path, { body: { max_ages } });
    await makeOld();
    site.page('/lamp', lamp('€29'));
    site.requests.splice(0);

    const { body } = await ask();

    expect(body).toMatchObject({ outcome: 'answered' });
    expect(body['content']).not.toContain('€29');
    const [{ age_seconds: age } = { age_seconds: 0 }] = body['citations'] as unknown as {
      age_seconds: number;
    }[];
    expect(age).toBeGreaterThan(40 * 3_600);
    expect(site.requests).toEqual([]);
  });
});
