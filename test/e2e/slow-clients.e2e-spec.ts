import { SlowClient, type Slowness, type SlowTarget } from '../proofs/dribbling/slow-client.js';
import { waitFor } from '../support/wait-for.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

/** A short form of `npm run prove -- slow-clients`. */
const limits = {
  REQUEST_WITHIN_MS: '1000',
  UPLOAD_WITHIN_MS: '1500',
  KEEP_ALIVE_MS: '1000',
  IDLE_CONNECTION_MS: '2000',
  MAX_CONNECTIONS: '60',
};

let api: RunningApi;
let store: Awaited<ReturnType<typeof aStoreWithKey>>;
let target: SlowTarget;
const open: SlowClient[] = [];

beforeAll(async () => {
  api = await startApi(limits);
  store = await aStoreWithKey(api.admin);
  const { body } = await store.client.post('/api/v1/conversations', {});
  target = {
    port: Number(new URL(api.admin.origin).port),
    key: String(store.client.key),
    messages: `/api/v1/conversations/${String(body['id'])}/messages`,
  };
});
afterEach(() => open.splice(0).forEach((client) => client.stop()));
afterAll(() => api.stop());

const come = (slowness: Slowness): SlowClient => {
  const client = new SlowClient(target, slowness);
  open.push(client);
  return client;
};
const late = { timeoutMs: 30_000, everyMs: 20 };
const connections = () =>
  new Promise<number>((resolve) => {
    api.app.getHttpServer().getConnections((_error: unknown, count: number) => resolve(count));
  });

describe('a slow client', () => {
  it.each(['headers', 'body'] as const)('is cut off with 408: %s', async (slowness) => {
    const client = come(slowness);
    const timer = setInterval(() => client.goOn(), 100);

    const { said } = await client.closed.finally(() => clearInterval(timer));

    expect(said).toMatch(/^HTTP\/1.1 408 /);
    expect(said).toContain('"code":"REQUEST_TOO_SLOW"');
    expect(said.toLowerCase()).toContain('x-frame-options: deny');
  });

  it.each(['silent', 'unread', 'stream'] as const)('is dropped: %s', async (slowness) => {
    await waitFor(async () => (await connections()) === 0, late);
    come(slowness);
    await waitFor(async () => (await connections()) === 1, late);

    await waitFor(async () => (await connections()) === 0, late);
  });

  it('keeps nobody else waiting for an answer', async () => {
    for (let n = 0; n < 8; n += 1) {
      for (const slowness of ['headers', 'body', 'silent', 'unread', 'stream'] as const)
        come(slowness);
    }

    const answers = [];
    for (let n = 0; n < 20; n += 1) answers.push(await store.client.get('/api/v1/conversations'));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('is not let in where there are as many as may be', async () => {
    for (let n = 0; n < 60; n += 1) come('silent');
    await waitFor(async () => (await connections()) >= 60);

    const { said } = await come('headers').closed;

    expect(said).toBe('');
    await waitFor(async () => (await connections()) < 60, late);
    expect((await store.client.get('/api/v1/conversations')).status).toBe(200);
  });
});
