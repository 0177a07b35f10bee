import { randomUUID } from 'node:crypto';

import type { Queue } from 'bullmq';

import { type Answer, ApiClient, formOf } from '../../e2e/api-client.js';
import { ingest, ingestEnd } from '../../e2e/running-worker.js';
import type { FixtureSite } from '../../support/fixture-site.js';
import { waitFor } from '../../support/wait-for.js';
import { KnownIds } from './known-ids.js';
import type { Caller } from './plan-request.js';

const failedJobs = 5;

export const widgetOrigin = 'https://shop.invalid';

const scopesOf: Partial<Record<Caller, string[]>> = {
  chat: ['chat', 'conversations'],
  reading: ['knowledge:read', 'usage'],
  writing: ['knowledge:read', 'knowledge:write'],
  settings: ['settings', 'keys'],
};

/** A store that has one of everything, with keys of every kind. */
export interface Shop {
  storeId: string;
  keys: Record<Caller, string | undefined>;
  known: KnownIds;
}

type Fields = Record<string, unknown>;

export interface Town {
  admin: ApiClient;
  /** What the stores read, and who they tell. */
  site: FixtureSite;
  /** Any of the worker's: a job that fits none fails at once and for good. */
  gapsQueue: Pick<Queue, 'add'>;
}

/** Two stores as merchants fill them, of whose ids requests are made up. */
export async function openShops({ admin, site, gapsQueue }: Town): Promise<[Shop, Shop]> {
  const [first, second] = [await aShop(admin), await aShop(admin)];
  for (const shop of [first, second]) {
    for (let n = 0; n < failedJobs; n += 1) {
      const job = { storeId: shop.storeId, data: { gapId: 'none' } };
      await gapsQueue.add('replay-gap', job, { jobId: randomUUID() });
    }
    await furnish(admin.as(shop.keys.own), shop, site);
  }
  first.keys.foreign = second.keys.own;
  second.keys.foreign = first.keys.own;
  return [first, second];
}

async function aShop(admin: ApiClient): Promise<Shop> {
  const created = await admin.post('/api/v1/stores', { name: 'A shop' });
  const storeId = String(created.body['id']);
  const path = `/api/v1/stores/${storeId}/keys`;
  const spared = new Set<string>();
  const aKey = async (body: Fields): Promise<string> => {
    const made = await admin.post(path, body);
    spared.add(String(made.body['id']));
    return String(made.body['key']);
  };
  const scoped = Object.entries(scopesOf).map(async ([name, scopes]) => [
    name,
    await aKey({ kind: 'store', scopes }),
  ]);
  const own = await aKey({ kind: 'store' });
  const revoked = await admin.post(path, { kind: 'store' });
  await admin.call('DELETE', `${path}/${String(revoked.body['id'])}`);
  const keys = {
    ...(Object.fromEntries(await Promise.all(scoped)) as Record<'chat', string>),
    admin: admin.key,
    own,
    widget: await aKey({ kind: 'widget', allowed_origins: [widgetOrigin] }),
    revoked: String(revoked.body['key']),
    mistyped: `${own.slice(0, -1)}_`,
    broken: 'key with spaces',
    none: undefined,
    foreign: undefined,
  };
  return { storeId, keys: keys as Shop['keys'], known: new KnownIds(storeId, spared) };
}

async function furnish(client: ApiClient, shop: Shop, site: FixtureSite): Promise<void> {
  const { storeId, known } = shop;
  const learn = (path: string, { body }: Answer): Fields => {
    known.learn(path, body);
    return body;
  };
  const call = async (method: string, path: string, body?: unknown) =>
    learn(path, await client.call(method, path, { body }));
  const knowledge = `/api/v1/knowledge-base/${storeId}`;
  const imported = async (path: string, body: unknown) => {
    const given = await call('POST', `${knowledge}/${path}`, body);
    const { ingest_id: id } = (given['ingest'] ?? given) as Fields;
    await ingestEnd(client, storeId, String(id));
  };
  await ingest(client, storeId, site.origin);
  await imported('snippets', { question: 'Is it vegan?', answer: 'No, it holds feathers.' });
  await imported('files', formOf({ name: 'zip.txt', text: 'The feathercloud pillow has a zip.' }));
  await imported('feeds', formOf({ name: 'feed.csv', text: 'id,title,price\n1,Pillow,9.90 EUR' }));
  await call('PUT', `/api/v1/stores/${storeId}/webhook`, { url: `${site.origin}/hook` });
  await call('PUT', `/api/v1/stores/${storeId}/order-endpoint`, { url: `${site.origin}/orders` });
  await call('POST', `${knowledge}/check-questions`, { question: 'Care?', expected_text: 'wash' });
  for (const tone of ['kind', 'dry']) {
    await call('PUT', `/api/v1/stores/${storeId}/agent-settings`, { tone });
  }
  await call('POST', `/api/v1/stores/${storeId}/keys`, { kind: 'store', name: randomUUID() });
  await converse(call);
  await waitFor(async () => itemsOf(await call('GET', `${knowledge}/gaps`)).length > 0);
  for (const path of ['pages?outcome=indexed', 'sources', 'releases']) {
    await call('GET', `${knowledge}/${path}`);
  }
  const deliveries = `/api/v1/stores/${storeId}/webhook/deliveries`;
  await waitFor(async () => itemsOf(await call('GET', deliveries)).length > 0);
  const failed = `/api/v1/stores/${storeId}/failed-jobs`;
  await waitFor(async () => itemsOf(await call('GET', failed)).length > 0);
}

/** A badly rated answer, which makes a gap, and a conversation that asks for a person, which tells the webhook. */
async function converse(call: (method: string, path: string, body?: unknown) => Promise<Fields>) {
  for (const shopper of ['one', 'two']) {
    const { id } = await call('POST', '/api/v1/conversations', { shopper_id: shopper });
    const talk = `/api/v1/conversations/${String(id)}`;
    const answer = await call('POST', `${talk}/messages`, {
      content: 'How do I wash the feathercloud pillow?',
    });
    const rating = { rating: 'down', comment: 'Not what I asked' };
    await call('PUT', `${talk}/messages/${String(answer['id'])}/feedback`, rating);
    if (shopper === 'two') await call('POST', `${talk}/handoff`, { contact: 'two@shop.invalid' });
  }
}

const itemsOf = ({ items }: Fields) => (items ?? []) as unknown[];
