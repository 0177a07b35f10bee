import type { Answer, ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { startTwoApis, type TwoApis } from './two-apis.js';

const origin = 'https://shop.example';
const headers = { origin };
const path = '/api/v1/widget-sessions';

let api: RunningApi;
/** Another process as far as keys and sessions go: it knows of them what the first does not tell it. */
let other: RunningApi;
let stop: TwoApis['stop'];
let storeId: string;
let keys: string;

beforeAll(async () => {
  ({ api, other, stop } = await startTwoApis());
  ({ storeId } = await aStoreWithKey(api.admin));
  keys = `/api/v1/stores/${storeId}/keys`;
});
afterAll(() => stop());

interface Widget {
  id: string;
  client: ApiClient;
}

async function aWidget(fields: object = {}): Promise<Widget> {
  const { body } = await api.admin.post(keys, {
    kind: 'widget',
    allowed_origins: [origin, 'https://second.example'],
    ...fields,
  });
  return { id: String(body['id']), client: api.admin.as(String(body['key'])) };
}

const begin = (client: ApiClient, at = api) =>
  at.admin.as(client.key).post(path, undefined, { headers });
const holderOf = ({ body }: Answer) => api.admin.as(String(body['token']));
const chat = (client: ApiClient, at = api) =>
  at.admin.as(client.key).post('/api/v1/conversations', {}, { headers });
/** What both processes answer to it. */
const statuses = async (client: ApiClient) =>
  (await Promise.all([api, other].map((at) => chat(client, at)))).map(({ status }) => status);
const secondsUntil = (time: unknown) => (Date.parse(String(time)) - Date.now()) / 1_000;
const withinASecond = () => new Promise((resolve) => setTimeout(resolve, 1_000));

describe('a session of a widget', () => {
  it('is begun with the key, for half an hour, and works in every process and after a restart', async () => {
    const begun = await begin((await aWidget()).client);

    expect(begun.status).toBe(201);
    expect(begun.headers.get('cache-control')).toBe('no-store');
    expect(Math.round(secondsUntil(begun.body['expires_at']) / 60)).toBe(30);
    expect(Math.round(secondsUntil(begun.body['renewable_until']) / 3_600)).toBe(24);
    expect(await statuses(holderOf(begun))).toEqual([201, 201]);
    const restarted = await startApi();
    try {
      expect((await chat(holderOf(begun), restarted)).status).toBe(201);
    } finally {
      await restarted.stop();
    }
  });

  it('is another for everybody who begins one', async () => {
    const { client } = await aWidget();

    const begun = [await begin(client), await begin(client)];

    expect(new Set(begun.map(({ body }) => body['session_id'])).size).toBe(2);
  });

  it('is renewed with its token, in any process, and goes on as the same', async () => {
    const begun = await begin((await aWidget()).client);

    const renewed = await begin(holderOf(begun), other);

    expect(renewed.status).toBe(201);
    expect(renewed.body).toMatchObject({
      session_id: begun.body['session_id'],
      renewable_until: begun.body['renewable_until'],
    });
    expect(renewed.body['token']).not.toBe(begun.body['token']);
    expect(await statuses(holderOf(renewed))).toEqual([201, 201]);
  });

  it('ends by itself, and cannot be renewed then', async () => {
    const short = await startApi({ WIDGET_SESSION_MINUTES: '0.02' });
    try {
      const { client } = await aWidget();
      const begun = await begin(client, short);
      expect((await chat(holderOf(begun), short)).status).toBe(201);

      await new Promise((resolve) => setTimeout(resolve, 1_300));

      for (const at of [short, api]) {
        expect((await chat(holderOf(begun), at)).body).toMatchObject({
          status: 401,
          code: 'TENANCY_KEY_REFUSED',
        });
        expect((await begin(holderOf(begun), at)).status).toBe(401);
      }
      expect((await begin(client, short)).status).toBe(201);
    } finally {
      await short.stop();
    }
  });

  it('is not renewed beyond what a session may last', async () => {
    const short = await startApi({ WIDGET_SESSION_MOST_MINUTES: '20' });
    try {
      const begun = await begin((await aWidget()).client, short);

      const renewed = await begin(holderOf(begun), short);

      expect(secondsUntil(renewed.body['expires_at'])).toBeLessThanOrEqual(20 * 60);
      for (const { body } of [begun, renewed]) {
        expect(body['expires_at']).toBe(begun.body['renewable_until']);
      }
    } finally {
      await short.stop();
    }
  });

  it('is nothing to a deployment with another secret, and begun by none without one', async () => {
    const foreign = await startApi({ CREDENTIALS_SECRET: 'the secret of another deployment' });
    const without = await startApi({ CREDENTIALS_SECRET: '' });
    try {
      const { client } = await aWidget();
      const session = holderOf(await begin(client));

      expect((await chat(session, foreign)).status).toBe(401);
      expect((await chat(session, without)).status).toBe(401);
      expect((await begin(client, without)).body).toMatchObject({
        status: 503,
        code: 'TENANCY_CREDENTIALS_SECRET_MISSING',
      });
    } finally {
      await foreign.stop();
      await without.stop();
    }
  });
});

describe('a session whose key', () => {
  const endings: [string, (widget: Widget) => Promise<Answer>, number][] = [
    ['is revoked', ({ id }) => other.admin.call('DELETE', `${keys}/${id}`), 401],
    [
      'is rotated',
      ({ id }) => other.admin.post(`${keys}/${id}/rotate`, { overlap_seconds: 0 }),
      401,
    ],
    [
      'leaves its site',
      ({ id }) =>
        other.admin.call('PATCH', `${keys}/${id}`, {
          body: { allowed_origins: ['https://second.example'] },
        }),
      403,
    ],
  ];

  it.each(endings)('%s opens nothing anywhere a second later', async (_how, end, status) => {
    const widget = await aWidget();
    const session = holderOf(await begin(widget.client));
    expect(await statuses(session)).toEqual([201, 201]);

    expect((await end(widget)).status).toBeLessThan(300);
    await withinASecond();

    expect(await statuses(session)).toEqual([status, status]);
    expect((await begin(session)).status).toBe(status);
  });

  it('runs out ends with it', async () => {
    const widget = await aWidget({ expires_at: new Date(Date.now() + 1_500).toISOString() });
    const session = holderOf(await begin(widget.client));
    expect(await statuses(session)).toEqual([201, 201]);

    await new Promise((resolve) => setTimeout(resolve, 1_600));

    expect(await statuses(session)).toEqual([401, 401]);
  });

  it('is rotated with an overlap works on as long', async () => {
    const widget = await aWidget();
    const session = holderOf(await begin(widget.client));

    await api.admin.post(`${keys}/${widget.id}/rotate`, { overlap_seconds: 60 });
    await withinASecond();

    expect(await statuses(session)).toEqual([201, 201]);
  });

  it('is of a store that is switched off is closed, and open again with it', async () => {
    const own = await aStoreWithKey(api.admin, 'Off and on');
    const store = `/api/v1/stores/${own.storeId}`;
    const { body } = await api.admin.post(`${store}/keys`, {
      kind: 'widget',
      allowed_origins: [origin],
    });
    const session = holderOf(await begin(api.admin.as(String(body['key']))));
    expect(await statuses(session)).toEqual([201, 201]);

    await api.admin.call('PATCH', store, { body: { is_active: false } });
    await withinASecond();
    expect(await statuses(session)).toEqual([403, 403]);

    await api.admin.call('PATCH', store, { body: { is_active: true } });
    await withinASecond();
    expect(await statuses(session)).toEqual([201, 201]);
  });
});

describe('the limit of a session', () => {
  it('is its own over all processes, and takes nothing from its key', async () => {
    const env = { RATE_LIMIT_PER_SESSION: '20', RATE_LIMIT_PER_MINUTE: '60' };
    const few = [await startApi(env), await startApi(env)] as const;
    try {
      const widget = await aWidget();
      const begun = [await begin(widget.client, few[0]), await begin(widget.client, few[0])];
      const [loud, quiet] = begun.map(holderOf);

      // few at a time: a process that gets no answer of the shared counter within a second counts by itself
      const answers: Awaited<ReturnType<typeof chat>>[] = [];
      while (answers.length < 100) {
        const atOnce = Array.from({ length: 10 }, (_, i) => chat(loud as ApiClient, few[i % 2]));
        answers.push(...(await Promise.all(atOnce)));
      }

      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThanOrEqual(80);
      expect(refused.length).toBeLessThanOrEqual(81);
      expect(refused[0]?.body).toMatchObject({ details: { bucket: 'session', limit: 20 } });
      expect(refused[0]?.headers.get('ratelimit-policy')).toBe('20;w=60;name="session"');
      const next = await chat(quiet as ApiClient, few[0]);
      expect(next.status).toBe(201);
      expect(next.headers.get('ratelimit-policy')).toBe('20;w=60;name="session"');
      // the key has 60: two of other sessions, 20 of this one and nothing of what was refused
      const bare = await chat(widget.client, few[0]);
      expect(bare.headers.get('ratelimit-policy')).toBe('60;w=60;name="key"');
      expect(Number(bare.headers.get('ratelimit-remaining'))).toBeGreaterThanOrEqual(35);
    } finally {
      for (const one of few) await one.stop();
    }
  });
});
