import type { INestApplicationContext } from '@nestjs/common';

import { FixtureSite } from '../support/fixture-site.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { startWorker } from './running-worker.js';

let api: RunningApi;
let worker: INestApplicationContext;
let server: FixtureSite;
let client: ApiClient;
let path: string;
const bodies: string[] = [];

beforeAll(async () => {
  server = await FixtureSite.start();
  server.on('/hook', async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    bodies.push(body);
    response.writeHead(204).end();
  });
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: server.host });
  worker = await startWorker(server);
  const store = await aStoreWithKey(api.admin);
  ({ client } = store);
  path = `/api/v1/stores/${store.storeId}/webhook`;
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await server.stop();
});

const put = (url: string) => client.call('PUT', path, { body: { url } });

describe('the webhook of a store', () => {
  it('gets the transcript when a shopper asks for a person, and shows that it did', async () => {
    await put(`${server.origin}/hook`);
    const conversation = await client.post('/api/v1/conversations', { shopper_id: 'ana' });
    const messages = `/api/v1/conversations/${String(conversation.body['id'])}/messages`;
    await client.post(messages, { content: 'Hello' });

    await client.post(messages, { content: 'I want to talk to a person' });

    const [delivery] = await waitFor(async () => {
      const { body } = await client.get(`${path}/deliveries`);
      const items = body['items'] as unknown as { status: string }[];
      return items[0]?.status === 'delivered' ? items : undefined;
    });
    expect(delivery).toMatchObject({
      event: 'conversation.handed_off',
      subject_id: conversation.body['id'],
      attempts: 1,
      last_status: 204,
      last_error: null,
      next_attempt_at: null,
    });
    const [sent] = bodies as [string];
    expect(JSON.parse(sent)).toMatchObject({
      type: 'conversation.handed_off',
      data: {
        conversation: { id: conversation.body['id'], state: 'waiting_for_human' },
        messages: [
          { role: 'user', content: 'Hello' },
          { role: 'assistant', outcome: 'small_talk' },
          { role: 'user', content: 'I want to talk to a person' },
          { role: 'assistant', outcome: 'handed_off' },
        ],
      },
    });
  });

  it('shows its secret when that is made, and never again', async () => {
    await client.call('DELETE', path);

    const made = await put(`${server.origin}/hook`);
    const moved = await put(`${server.origin}/hook?v=2`);
    const got = await client.get(path);
    const rotated = await client.post(`${path}/secret`);

    const secret = String(made.body['secret']);
    expect(secret).toMatch(/^whsec_.{40,}$/);
    expect(moved.body).toMatchObject({ url: `${server.origin}/hook?v=2`, secret: null });
    expect(got.body).toMatchObject({
      events: [
        'conversation.handed_off',
        'message.received',
        'gap.answered',
        'budget.alert',
        'privacy.data_requested',
      ],
    });
    expect(got.text + moved.text).not.toContain('whsec_');
    expect(rotated).toMatchObject({ status: 201 });
    expect(String(rotated.body['secret'])).not.toBe(secret);
  });

  it.each(['https://10.0.0.7/hook', 'http://example.com/hook', 'nonsense'])(
    'is no place that is not public and encrypted: %s',
    async (url) => {
      expect(await put(url)).toMatchObject({
        status: 422,
        body: { code: 'AGENT_WEBHOOK_URL_REFUSED' },
      });
    },
  );

  it('is gone once it was removed', async () => {
    await put(`${server.origin}/hook`);

    expect((await client.call('DELETE', path)).status).toBe(204);

    for (const answer of [await client.get(path), await client.call('DELETE', path)]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'AGENT_WEBHOOK_NOT_FOUND' } });
    }
  });
});
