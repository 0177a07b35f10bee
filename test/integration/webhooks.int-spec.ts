import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import {
  AgentModule,
  AnswerService,
  ConversationService,
  HandoffService,
  StoreWebhooks,
  WEBHOOK_RETRIES_MS,
  type WebhookDelivery,
  WebhookSettings,
} from '@app/agent';
import { AddressPolicy, GuardedWeb } from '@app/knowledge';
import { type StoreScope, TenancyModule } from '@app/tenancy';
import { Test, type TestingModule } from '@nestjs/testing';

import { WebhooksProcessor } from '../../apps/worker/src/processors/webhooks.processor.js';
import { FixtureSite } from '../support/fixture-site.js';
import { aStore, codeOf } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

let rooms: TestingModule;
let server: FixtureSite;
let received: Received[];

beforeAll(async () => {
  server = await FixtureSite.start();
  const web = new GuardedWeb(new AddressPolicy([server.host]));
  rooms = await Test.createTestingModule({
    imports: [TenancyModule, AgentModule],
    providers: [WebhooksProcessor],
  })
    .overrideProvider(WEBHOOK_RETRIES_MS)
    .useValue([10, 20])
    .overrideProvider(GuardedWeb)
    .useValue(web)
    .compile();
  await rooms.init();
});
afterAll(async () => {
  await rooms.close();
  await server.stop();
});
beforeEach(() => (received = []));

/** Answers the calls with these statuses, one after the other, and the last of them for ever. */
function answering(...statuses: number[]): string {
  const path = `/hook-${crypto.randomUUID()}`;
  server.on(path, async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    const status = statuses[Math.min(received.length, statuses.length - 1)] ?? 200;
    received.push({ headers: request.headers, body });
    response.writeHead(status, { location: '/elsewhere' }).end();
  });
  return server.url(path).href;
}

async function aHandoff(scope: StoreScope): Promise<string> {
  const { id } = await rooms.get(ConversationService).create(scope, { shopperId: 'ana' });
  await rooms.get(HandoffService).request(scope, id, { contact: 'ana@example.com' });
  return id;
}

const settled = (scope: StoreScope): Promise<WebhookDelivery> =>
  waitFor(async () => {
    const { items } = await rooms.get(StoreWebhooks).list(scope, { limit: 10 });
    return items[0] && items[0].status !== 'pending' ? items[0] : undefined;
  });

const signatureOf = (secret: string, { headers, body }: Received): string => {
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
};

describe('a handoff', () => {
  it('is told to the store, signed, with the conversation', async () => {
    const scope = await aStore(rooms);
    const { secret } = await rooms.get(WebhookSettings).put(scope, answering(204));

    const id = await aHandoff(scope);

    const delivery = await settled(scope);
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 1, lastStatus: 204 });
    const [call] = received as [Received];
    expect(call.headers['webhook-id']).toBe(delivery.id);
    expect(call.headers['webhook-signature']).toBe(signatureOf(String(secret), call));
    expect(JSON.parse(call.body)).toMatchObject({
      type: 'conversation.handed_off',
      data: {
        conversation: {
          id,
          store_id: scope.storeId,
          shopper_id: 'ana',
          state: 'waiting_for_human',
          handoff: { contact: 'ana@example.com' },
        },
        messages: [],
        is_truncated: false,
      },
    });
  });

  it('is told once, however often a person is asked for', async () => {
    const scope = await aStore(rooms);
    await rooms.get(WebhookSettings).put(scope, answering(200));
    const id = await aHandoff(scope);

    await rooms.get(HandoffService).request(scope, id, { note: 'please' });

    await settled(scope);
    const { items } = await rooms.get(StoreWebhooks).list(scope, { limit: 10 });
    expect(items).toHaveLength(1);
  });

  it.each([
    ['a person is waited for', false],
    ['a person has the conversation', true],
  ])('is followed by what the shopper writes while %s', async (_when, isTaken) => {
    const scope = await aStore(rooms);
    await rooms.get(WebhookSettings).put(scope, answering(200));
    const id = await aHandoff(scope);
    await settled(scope);
    if (isTaken) await rooms.get(HandoffService).takeOver(scope, id);

    for await (const _ of rooms
      .get(AnswerService)
      .ask(scope, id, 'It is order 7.', new AbortController().signal));

    const call = await waitFor(() => received[1]);
    expect(JSON.parse(call.body)).toMatchObject({
      type: 'message.received',
      data: {
        conversation: { id, state: isTaken ? 'human' : 'waiting_for_human' },
        messages: expect.arrayContaining([
          expect.objectContaining({ role: 'user', content: 'It is order 7.' }),
        ]),
      },
    });
  });

  it('is told to nobody where the store has no webhook', async () => {
    const scope = await aStore(rooms);

    await aHandoff(scope);

    expect((await rooms.get(StoreWebhooks).list(scope, { limit: 10 })).items).toEqual([]);
  });
});

describe('a call that fails', () => {
  it('is repeated with the same id until it is taken', async () => {
    const scope = await aStore(rooms);
    await rooms.get(WebhookSettings).put(scope, answering(500, 503, 200));

    await aHandoff(scope);

    expect(await settled(scope)).toMatchObject({
      status: 'delivered',
      attempts: 3,
      lastStatus: 200,
      lastError: null,
    });
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it.each([
    [500, 3, 'the server answered 500'],
    [302, 3, 'the server redirects'],
    [410, 1, 'the server answered 410'],
  ])('with %s is given up after %s attempts, and says why', async (status, attempts, lastError) => {
    const scope = await aStore(rooms);
    await rooms.get(WebhookSettings).put(scope, answering(status));

    await aHandoff(scope);

    expect(await settled(scope)).toMatchObject({
      status: 'failed',
      attempts,
      lastError,
      nextAttemptAt: null,
    });
    expect(server.count('/elsewhere')).toBe(0);
  });

  it('is given up once the store has taken its webhook away', async () => {
    const scope = await aStore(rooms);
    await rooms.get(WebhookSettings).put(scope, answering(200));
    const { id } = await rooms.get(ConversationService).create(scope);
    const sent = await rooms.get(StoreWebhooks).send(scope, 'conversation.handed_off', id);
    await rooms.get(WebhookSettings).remove(scope);

    await rooms.get(StoreWebhooks).nudge(scope, sent);

    expect(await settled(scope)).toMatchObject({
      status: 'failed',
      lastError: 'the store has no webhook any more',
    });
    expect(received).toEqual([]);
  });
});

describe('a webhook', () => {
  it.each([
    'http://shop.example.com/hook',
    'https://127.0.0.1/hook',
    'https://intranet.local/hook',
    'https://user:pass@example.com/hook',
    'ftp://example.com/hook',
    'not an address',
  ])('is refused at %s', async (url) => {
    const scope = await aStore(rooms);

    expect(await codeOf(rooms.get(WebhookSettings).put(scope, url))).toBe(
      'AGENT_WEBHOOK_URL_REFUSED',
    );
  });

  it('shows its secret once, and a new one when it is rotated', async () => {
    const scope = await aStore(rooms);
    const settings = rooms.get(WebhookSettings);

    const first = await settings.put(scope, answering(200));
    const second = await settings.put(scope, answering(200));
    await settings.rotateSecret(scope);
    const rotated = await settings.rotateSecret(scope);
    await aHandoff(scope);
    await settled(scope);

    expect(first.secret).toMatch(/^whsec_/);
    expect(second.secret).toBeNull();
    expect(rotated.secret).toMatch(/^whsec_/);
    expect(rotated.secret).not.toBe(first.secret);
    const [call] = received as [Received];
    const signatures = String(call.headers['webhook-signature']).split(' ');
    expect(signatures).toHaveLength(2);
    expect(signatures[0]).toBe(signatureOf(String(rotated.secret), call));
    expect(signatures).not.toContain(signatureOf(String(first.secret), call));
  });

  it('signs with the secret before as well, until everybody has the new one', async () => {
    const scope = await aStore(rooms);
    const settings = rooms.get(WebhookSettings);
    const { secret: before } = await settings.put(scope, answering(200));

    const { secret } = await settings.rotateSecret(scope);
    await aHandoff(scope);
    await settled(scope);

    const [call] = received as [Received];
    expect(String(call.headers['webhook-signature']).split(' ')).toEqual(
      [secret, before].map((one) => signatureOf(String(one), call)),
    );
  });

  it('gets what it was told of once more, under the same id, when somebody asks for it', async () => {
    const scope = await aStore(rooms);
    await rooms.get(WebhookSettings).put(scope, answering(410));
    await aHandoff(scope);
    const failed = await settled(scope);
    await rooms.get(WebhookSettings).put(scope, answering(200));

    await rooms.get(StoreWebhooks).redeliver(scope, failed.id);

    const delivered = await waitFor(async () => {
      const delivery = await settled(scope);
      return delivery.status === 'delivered' ? delivery : undefined;
    });
    expect([failed, delivered].map(({ status, attempts }) => [status, attempts])).toEqual([
      ['failed', 1],
      ['delivered', 2],
    ]);
    expect(new Set(received.map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set([failed.id]),
    );
  });

  it('and its deliveries are invisible to another store', async () => {
    const [a, b] = [await aStore(rooms), await aStore(rooms)];
    await rooms.get(WebhookSettings).put(a, answering(200));
    await aHandoff(a);
    await settled(a);

    expect(await codeOf(rooms.get(WebhookSettings).get(b))).toBe('AGENT_WEBHOOK_NOT_FOUND');
    expect(await codeOf(rooms.get(WebhookSettings).remove(b))).toBe('AGENT_WEBHOOK_NOT_FOUND');
    expect(await codeOf(rooms.get(WebhookSettings).rotateSecret(b))).toBe(
      'AGENT_WEBHOOK_NOT_FOUND',
    );
    const { items } = await rooms.get(StoreWebhooks).list(a, { limit: 10 });
    expect(await codeOf(rooms.get(StoreWebhooks).redeliver(b, String(items[0]?.id)))).toBe(
      'AGENT_DELIVERY_NOT_FOUND',
    );
    expect((await rooms.get(StoreWebhooks).list(b, { limit: 10 })).items).toEqual([]);
    await aHandoff(b);
    expect(received).toHaveLength(1);
  });
});
