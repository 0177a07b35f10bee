import pg from 'pg';

import type { Answer, ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../e2e/running-api.js';

const origin = 'https://shop.example';

/** What was sent to the database, from this process, while somebody listened. */
let heard: string[] | undefined;
type Query = (this: pg.Client, ...args: unknown[]) => unknown;
const prototype = pg.Client.prototype as unknown as { query: Query };
const original = prototype.query;

/** Makes the keys and is gone; what is asked is asked of `api`, which has never heard of them. */
let maker: RunningApi;
let api: RunningApi;
let dead: Record<string, ApiClient>;
let working: ApiClient;

beforeAll(async () => {
  prototype.query = function (...args) {
    const [sent] = args as [string | { text?: string }];
    heard?.push((typeof sent === 'string' ? sent : (sent.text ?? '')).replaceAll(/\s+/g, ' '));
    return original.apply(this, args);
  };
  maker = await startApi();
  dead = await everyDeadKey();
  await maker.stop();
});
afterAll(() => void (prototype.query = original));
beforeEach(async () => {
  api = await startApi();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await api.stop();
});

interface Own {
  storeId: string;
  id: string;
  client: ApiClient;
  session: ApiClient;
}

/** A widget key of a store of its own, and a session of it. */
async function aWidget(fields: object = {}): Promise<Own> {
  const { storeId } = await aStoreWithKey(maker.admin);
  const { body } = await maker.admin.post(`/api/v1/stores/${storeId}/keys`, {
    kind: 'widget',
    allowed_origins: [origin],
    ...fields,
  });
  const client = maker.admin.as(String(body['key']));
  const begun = await client.post('/api/v1/widget-sessions', undefined, { headers: { origin } });
  return {
    storeId,
    id: String(body['id']),
    client,
    session: maker.admin.as(String(begun.body['token'])),
  };
}

async function everyDeadKey(): Promise<Record<string, ApiClient>> {
  const [unknown, revoked, rotated, alive] = [
    await aWidget(),
    await aWidget(),
    await aWidget(),
    await aWidget(),
  ];
  const expired = await aWidget({ expires_at: new Date(Date.now() + 1_000).toISOString() });
  const keyOf = ({ storeId, id }: Own) => `/api/v1/stores/${storeId}/keys/${id}`;
  // nobody knows it any more
  await maker.admin.call('DELETE', `/api/v1/stores/${unknown.storeId}`);
  await maker.admin.call('DELETE', keyOf(revoked));
  await maker.admin.post(`${keyOf(rotated)}/rotate`, { overlap_seconds: 0 });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  working = alive.client;
  const all = { unknown, revoked, rotated, expired };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, { client, session }]) => [
      [`${name} key`, client],
      [`session of ${name} key`, session],
    ]),
  );
}

/** Of each request the counting, and at any time the question whether the database is there. */
const besides = /limit_counts|^SELECT 1$/;

/** The answer, and the statements that it took beside those. */
async function ask({ key }: ApiClient): Promise<{ answer: Answer; statements: string[] }> {
  heard = [];
  const answer = await api.admin.as(key).get('/api/v1/conversations', { headers: { origin } });
  const statements = heard.filter((text) => !besides.test(text));
  heard = undefined;
  return { answer, statements };
}

/** All of an answer that its caller can see, without what differs between any two. */
function seen({ status, headers, text }: Answer) {
  const differs = ['date', 'x-correlation-id', 'ratelimit-remaining', 'ratelimit-reset'];
  return {
    status,
    headers: [...headers].filter(([name]) => !differs.includes(name)),
    body: text.replace(/"correlation_id":"[^"]+"/, ''),
  };
}

describe('a key that does not work', () => {
  it('answers like every other, by the same statement, and by none when asked again', async () => {
    const met: Record<string, { seen: object; statements: string[]; again: string[] }> = {};
    // on a slow machine the second question could come late enough for another look
    jest.spyOn(Date, 'now').mockReturnValue(Date.now());

    for (const [name, client] of Object.entries(dead)) {
      const { answer, statements } = await ask(client);
      const { statements: again } = await ask(client);
      met[name] = { seen: seen(answer), statements, again };
    }

    const [first] = Object.values(met);
    expect(first?.seen).toMatchObject({ status: 401 });
    expect(Object.keys(met)).toHaveLength(8);
    for (const [name, { statements, ...rest }] of Object.entries(met)) {
      expect({ name, ...rest }).toEqual({ name, seen: first?.seen, again: [] });
      expect(statements).toHaveLength(1);
    }
    const statementsOf = (is: RegExp) =>
      new Set(Object.entries(met).flatMap(([name, one]) => (is.test(name) ? one.statements : [])));
    expect(statementsOf(/^session/).size).toBe(1);
    expect(statementsOf(/key$/).size).toBe(2);
  });

  it('takes the statement that a working one takes, which writes nothing', async () => {
    const { statements: ofDead } = await ask(dead['revoked key'] as ApiClient);
    const { answer, statements } = await ask(working);

    // it may not list conversations
    expect(answer.status).toBe(403);
    expect(ofDead[0]).toMatch(/^SELECT .* FROM api_keys /);
    expect(statements).toContain(ofDead[0]);
    expect(statements.filter((text) => !text.startsWith('SELECT'))).toEqual([]);
  });

  it('that is mistyped, or a token that is altered, takes none and answers alike', async () => {
    const last = (text = '') => text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A');
    const { answer: refused } = await ask(dead['revoked key'] as ApiClient);

    for (const key of [working.key, dead['session of revoked key']?.key]) {
      const { answer, statements } = await ask(maker.admin.as(last(key)));

      expect(statements).toEqual([]);
      expect(seen(answer)).toEqual(seen(refused));
    }
  });
});
