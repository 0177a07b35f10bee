import { createHmac } from 'node:crypto';

import type { ApiClient } from '../../e2e/api-client.js';
import { FixtureSite } from '../fixture-site.js';
import { OrderSystem } from '../order-system.js';
import { waitFor } from '../wait-for.js';

interface Parts {
  storeId: string;
  key: string;
  conversation: string;
  answer: string;
  signingSecret: string;
}

/** A shop that says how a pillow is washed. */
export async function startPillowShop(): Promise<FixtureSite> {
  const site = await FixtureSite.start();
  const page = (title: string, text: string) => ({
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<html><head><title>${title}</title></head><body><nav><a href="/care">Care</a></nav>
      <main><h1>${title}</h1><p>${text}</p></main></body></html>`,
  });
  site.page('/', page('Welcome', 'Our softest pillow is for side sleepers.'));
  site.page('/care', page('Care', 'Wash the pillow at 40 °C on a gentle cycle and dry it flat.'));
  return site;
}

/** Reads the site into a store and waits for the end: the ingest as it then is. */
export async function readShop(client: ApiClient, store_id: string, url: string) {
  const { body } = await client.post('/api/v1/knowledge-base/ingest', { store_id, url });
  const path = `/api/v1/knowledge-base/${store_id}/ingests/${String(body['ingest_id'])}`;
  return waitFor(
    async () => {
      const { body: found } = await client.get(path);
      return ['live', 'held', 'failed'].includes(String(found['status'])) ? found : undefined;
    },
    { timeoutMs: 120_000, everyMs: 200 },
  );
}

/** A store with a thing of every kind that a backup has to bring back, and what a deployment shows of it. */
export class KeptStore {
  private constructor(
    private readonly parts: Parts,
    private readonly orders: OrderSystem,
  ) {}

  /** It is a new one, in the given database. */
  static async fill(admin: ApiClient, site: FixtureSite, placement = 'shared'): Promise<KeptStore> {
    const api_credentials = { token: 'shpat_kept' };
    const body = { name: `Kept in ${placement}`, placement, api_credentials };
    const { id } = (await admin.post('/api/v1/stores', body)).body;
    const storeId = String(id);
    const store = `/api/v1/stores/${storeId}`;
    const key = String((await admin.post(`${store}/keys`, { kind: 'store' })).body['key']);
    const client = admin.as(key);
    await readShop(client, storeId, site.origin);

    const path = `/orders-${placement}`;
    const orders = new OrderSystem(site, path, { 7: { order_number: '7', status: 'shipped' } });
    const endpoint = { body: { url: site.origin + path } };
    const made = (await client.call('PUT', `${store}/order-endpoint`, endpoint)).body;

    const { body: begun } = await client.post('/api/v1/conversations', { shopper_id: 'ana' });
    const conversation = `/api/v1/conversations/${String(begun['id'])}`;
    const content = 'How do I wash the pillow?';
    const answer = String((await client.post(`${conversation}/messages`, { content })).body['id']);
    const signingSecret = String(made['signing_secret']);
    return new KeptStore({ storeId, key, conversation, answer, signingSecret }, orders);
  }

  /** As the operator of a guide is told it. */
  get named(): Record<string, string> {
    return { STORE_ID: this.parts.storeId, STORE_KEY: this.parts.key };
  }

  /** With the store's own key: its knowledge, conversation with citations, receipt, keys, and whether what is sealed opens. */
  async shows(deployment: ApiClient): Promise<Record<string, unknown>> {
    const { storeId, key, conversation, answer } = this.parts;
    const client = deployment.as(key);
    const read = async (path: string) => (await client.get(path)).body;
    const endpoint = `/api/v1/stores/${storeId}/order-endpoint`;
    const tried = (await client.post(`${endpoint}/try`, { order_number: '7' })).body;
    const keys = (await deployment.get(`/api/v1/stores/${storeId}/keys`)).body;
    return {
      status: await read(`/api/v1/knowledge-base/${storeId}/status`),
      pages: await read(`/api/v1/knowledge-base/${storeId}/pages`),
      messages: await read(`${conversation}/messages`),
      receipt: await read(`${conversation}/messages/${answer}/receipt`),
      keys: (keys['items'] as unknown as { id: string; prefix: string }[]).map((one) => [
        one.id,
        one.prefix,
      ]),
      order: tried['order'],
      isSignedAsEver: this.isSigned(),
    };
  }

  /** By the secret that was shown once, and is kept sealed. */
  private isSigned(): boolean {
    const last = this.orders.requests.at(-1);
    if (!last) return false;
    const [id, seconds, signature] = ['id', 'timestamp', 'signature'].map((name) =>
      String(last.headers[`webhook-${name}`]),
    );
    const secret = this.parts.signingSecret.slice('whsec_'.length);
    const signed = createHmac('sha256', Buffer.from(secret, 'base64'))
      .update(`${String(id)}.${String(seconds)}.${last.body}`)
      .digest('base64');
    return signature === `v1,${signed}`;
  }
}
