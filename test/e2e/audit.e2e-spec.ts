import { randomUUID } from 'node:crypto';

import { AuditLog, PlatformRepository, Refusals } from '@app/tenancy';

import { auditedOperations } from '../../apps/api/src/audit/audited-operations.js';
import { routeCallers } from '../isolation/route-callers.js';
import { waitFor } from '../support/wait-for.js';
import { type ApiClient, formOf } from './api-client.js';
import { type Operation, operations } from './bad-input/operations.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

interface Row {
  action: string;
  actor_kind: string;
  actor_key_id: string | null;
  about_store_id: string | null;
  subject_id: string | null;
  outcome: string;
  code: string | null;
  address: string | null;
  details: Record<string, unknown>;
}

let api: RunningApi;
let store: { storeId: string; keyId: string; client: ApiClient };

const password = 'a password of the dashboard';

beforeAll(async () => {
  api = await startApi({ QUEUE_DASHBOARD_PASSWORD: password });
  store = await aStoreWithKey(api.admin);
});
afterAll(() => api.stop());

/** What a request left behind, by its correlation id; of what has an end only that. */
async function entriesOf(correlationId: string): Promise<Row[]> {
  return api.app.get(PlatformRepository, { strict: false }).rows<Row>(
    `SELECT e.* FROM audit_entries e WHERE e.correlation_id = $1
       AND NOT EXISTS (SELECT FROM audit_entries later WHERE later.ends = e.id) ORDER BY sequence`,
    [correlationId],
  );
}

/** The same, once all of them have ended: an answer that a route writes itself is out before its end is told. */
const endedEntriesOf = (correlationId: string): Promise<Row[]> =>
  waitFor(async () => {
    const entries = await entriesOf(correlationId);
    return entries.some(({ outcome }) => outcome === 'begun') ? undefined : entries;
  });

/** Calls an operation of the document with the store where it takes one, and says what that left. */
async function audited(client: ApiClient, operation: Operation, storeId = store.storeId) {
  const { body, file, namesStore } = routeCallers[operation.name] ?? {};
  const { method, path, parameters } = operation;
  const ids: Record<string, string> = { store_id: storeId, number: '1', version: '1' };
  const target = path.replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? randomUUID());
  const inQuery = parameters.some((one) => one.in === 'query' && one.name === 'store_id');
  const correlationId = randomUUID();
  const answer = await client.call(method, inQuery ? `${target}?store_id=${storeId}` : target, {
    body: file ? formOf(file) : namesStore ? { ...body, store_id: storeId } : body,
    headers: { 'x-correlation-id': correlationId },
  });
  return { answer, entries: await endedEntriesOf(correlationId) };
}

/** An export is no mere look. */
const isRead = ({ method, name }: Operation) => method === 'GET' && !auditedOperations.has(name);
const isOfAdmin = ({ name }: Operation) =>
  ['operator', 'store'].includes(String(routeCallers[name]?.access));
const writes = operations.filter((one) => !isRead(one) && isOfAdmin(one));
const named = (name: string) => operations.find((one) => one.name === name) as Operation;

describe('what an operator does', () => {
  it('has a name for each operation that changes something, and for no other', () => {
    const known = operations.map(({ name }) => name);

    expect(writes.length).toBeGreaterThan(50);
    expect(writes.filter(({ name }) => !auditedOperations.has(name))).toEqual([]);
    expect([...auditedOperations.keys()].filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(writes)('is one entry, which tells how it ended: $name', async (operation) => {
    const own = await aStoreWithKey(api.admin);

    const { answer, entries } = await audited(api.admin, operation, own.storeId);

    const isDone = answer.status < 300;
    expect(answer.status).toBeLessThan(500);
    expect(entries).toMatchObject([
      {
        action: auditedOperations.get(operation.name),
        actor_kind: 'admin',
        outcome: isDone ? 'done' : 'refused',
        address: '127.0.0.0/24',
        details: { operation: operation.name },
      },
    ]);
    expect(entries[0]?.code === null).toBe(isDone);
  });

  it.each(operations.filter(isRead))(
    'is no entry where it only reads: $name',
    async (operation) => {
      const { entries } = await audited(api.admin, operation);

      expect(entries).toEqual([]);
    },
  );

  it('is told with its store, its subject and the names of its fields, and nothing of them', async () => {
    const created = await audited(api.admin, named('createStore'));
    const key = await api.admin.post(
      `/api/v1/stores/${store.storeId}/keys`,
      { kind: 'store', name: 'a secret name', scopes: ['chat'] },
      { headers: { 'x-correlation-id': 'of-the-new-key' } },
    );

    expect(created.entries).toMatchObject([{ about_store_id: created.answer.body['id'] }]);
    const entries = await entriesOf('of-the-new-key');
    expect(entries).toMatchObject([
      {
        action: 'key.create',
        about_store_id: store.storeId,
        subject_id: key.body['id'],
        details: { fields: ['kind', 'name', 'scopes'] },
      },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/sh_store_|a secret name/);
    const rotated = await api.admin.post(
      `/api/v1/stores/${store.storeId}/keys/${String(key.body['id'])}/rotate`,
      { overlap_seconds: 0 },
      { headers: { 'x-correlation-id': 'of-the-rotation' } },
    );
    expect(await entriesOf('of-the-rotation')).toMatchObject([
      { subject_id: key.body['id'], details: { made_id: rotated.body['id'] } },
    ]);
  });

  it('is refused where its entry cannot be written, and nothing is done', async () => {
    const log = api.app.get(AuditLog, { strict: false });
    const id = randomUUID();
    jest.spyOn(log, 'begin').mockRejectedValueOnce(new Error('the disk is full'));

    const { status } = await api.admin.post('/api/v1/stores', { id, name: 'x' });

    expect(status).toBe(500);
    expect((await api.admin.get(`/api/v1/stores/${id}`)).status).toBe(404);
  });

  it('is told as begun where nobody lived to say how it ended', async () => {
    const log = api.app.get(AuditLog, { strict: false });
    jest.spyOn(log, 'end').mockRejectedValueOnce(new Error('the disk is full'));

    const body = { name: 'x' };
    const headers = { 'x-correlation-id': randomUUID() };
    const { status } = await api.admin.post('/api/v1/stores', body, { headers });

    expect(status).toBe(201);
    expect(await entriesOf(headers['x-correlation-id'])).toMatchObject([
      { action: 'store.create', outcome: 'begun' },
    ]);
  });
});

describe("what a store's key does", () => {
  it.each(['createSnippet', 'replaceAgentSettings', 'createConversation'])(
    'is no entry: %s',
    async (name) => {
      expect((await audited(store.client, named(name))).entries).toEqual([]);
    },
  );

  it.each([
    ['retryFailedJob', 'job.retry'],
    ['dropFailedJob', 'job.drop'],
  ])('is one where it is about failed work: %s', async (name, action) => {
    const { entries } = await audited(store.client, named(name));

    expect(entries).toMatchObject([
      {
        action,
        actor_kind: 'store',
        actor_key_id: store.keyId,
        about_store_id: store.storeId,
        outcome: 'refused',
        code: 'TENANCY_JOB_NOT_FOUND',
      },
    ]);
  });
});

describe('who is refused', () => {
  const refusals = () => api.app.get(Refusals, { strict: false });
  /** What is refused meanwhile, written down at once; of this suite's server alone, since it counts for itself. */
  async function refusedIn(work: () => Promise<unknown>): Promise<Row[]> {
    await refusals().write();
    const platform = api.app.get(PlatformRepository, { strict: false });
    const [before] = await platform.rows<{ last: string }>(
      'SELECT coalesce(max(sequence), 0) AS last FROM audit_entries',
    );
    await work();
    await refusals().write();
    return platform.rows<Row>(
      `SELECT * FROM audit_entries WHERE action = 'authorisation.refused' AND sequence > $1
       ORDER BY sequence`,
      [before?.last],
    );
  }
  const origin = 'https://shop.example';
  const aKey = async (body: object) =>
    (await api.admin.post(`/api/v1/stores/${store.storeId}/keys`, body)).body as unknown as {
      id: string;
      key: string;
    };

  it('is one entry for each reason, with how often', async () => {
    const unknown = api.admin.as(`sh_store_${'0'.repeat(30)}`);

    const entries = await refusedIn(async () => {
      for (let i = 0; i < 3; i += 1) await api.admin.as(undefined).get('/api/v1/stores');
      for (let i = 0; i < 2; i += 1) await unknown.get('/api/v1/stores');
    });

    const of = { actor_kind: 'unknown', actor_key_id: null, outcome: 'refused' };
    const address = '127.0.0.0/24';
    expect(entries).toMatchObject([
      { ...of, address, code: 'TENANCY_KEY_MISSING', details: { count: 3 } },
      {
        ...of,
        address,
        code: 'TENANCY_KEY_REFUSED',
        details: { count: 2, operation: 'listStores' },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('sh_store_');
  });

  it('is told with its key where that works: for too little, for another store, elsewhere', async () => {
    const other = await aStoreWithKey(api.admin);
    const chat = await aKey({ kind: 'store', scopes: ['chat'] });
    const widget = await aKey({ kind: 'widget', allowed_origins: [origin] });
    const { body: session } = await api.admin
      .as(widget.key)
      .post('/api/v1/widget-sessions', undefined, { headers: { origin } });

    const entries = await refusedIn(async () => {
      await store.client.get('/api/v1/stores');
      await store.client.get(`/api/v1/stores/${other.storeId}`);
      await api.admin.as(chat.key).get(`/api/v1/stores/${store.storeId}`);
      await api.admin.as(widget.key).get('/api/v1/conversations', { headers: { origin } });
      await api.admin
        .as(String(session['token']))
        .get('/api/v1/conversations', { headers: { origin } });
      await api.admin.as(widget.key).get('/api/v1/conversations');
      await api.admin.get(`/api/v1/stores/${randomUUID()}`);
    });

    const told = entries.map((one) => [one.actor_kind, one.actor_key_id, one.code]);
    expect(told).toEqual([
      ['store', store.keyId, 'TENANCY_KEY_KIND_REFUSED'],
      ['store', store.keyId, 'TENANCY_STORE_NOT_FOUND'],
      ['store', chat.id, 'TENANCY_KEY_SCOPE_REFUSED'],
      ['widget', widget.id, 'TENANCY_KEY_KIND_REFUSED'],
      ['session', widget.id, 'TENANCY_KEY_KIND_REFUSED'],
      ['unknown', null, 'TENANCY_ORIGIN_REFUSED'],
      ['admin', null, 'TENANCY_STORE_NOT_FOUND'],
    ]);
    const about = entries.map((one) => one.about_store_id);
    expect(about).toEqual([...Array.from({ length: 5 }, () => store.storeId), null, null]);
  });

  it('is told of the metrics and of the dashboard, whose browser may ask first', async () => {
    const entries = await refusedIn(async () => {
      await store.client.get('/metrics');
      await api.admin.as(undefined).get('/admin/queues');
      await store.client.get('/admin/queues');
    });

    expect(entries).toMatchObject([
      { code: 'TENANCY_KEY_REFUSED', details: { operation: 'getMetrics', count: 2 } },
    ]);
  });

  it('is not who asks for what is not there, or too much', async () => {
    const entries = await refusedIn(async () => {
      await api.admin.get('/api/v1/nothing');
      await store.client.get(`/api/v1/conversations/${randomUUID()}`);
      await store.client.post('/api/v1/conversations', { made_up: 1 });
      await api.admin.get('/api/v1/stores/nonsense');
    });

    expect(entries).toEqual([]);
  });

  it('is written when the server stops', async () => {
    const stopping = await startApi();
    const id = 'refused-before-the-stop';
    await stopping.admin
      .as(undefined)
      .get('/api/v1/stores', { headers: { 'x-correlation-id': id } });
    expect(await entriesOf(id)).toEqual([]);

    await stopping.stop();

    expect(await entriesOf(id)).toMatchObject([{ code: 'TENANCY_KEY_MISSING' }]);
  });
});

describe('the queue dashboard', () => {
  const authorization = `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`;
  const on = async (method: string, path: string) => {
    const id = randomUUID();
    const headers = { authorization, 'x-correlation-id': id };
    await api.admin.as(undefined).call(method, `/admin/queues${path}`, { headers });
    return endedEntriesOf(id);
  };

  it('tells who begins to use it, once', async () => {
    expect(await on('GET', '/api/queues')).toMatchObject([
      { action: 'queues.sign_in', actor_kind: 'admin', outcome: 'done' },
    ]);
    expect(await on('GET', '/api/queues')).toEqual([]);
  });

  it('tells what is done to queues and jobs', async () => {
    const id = randomUUID();
    expect(await on('PUT', '/api/queues/crawl/retry/failed')).toMatchObject([
      { action: 'queues.change', outcome: 'done', details: { queue: 'crawl' } },
    ]);
    expect(await on('PUT', `/api/queues/crawl/${id}/retry`)).toMatchObject([
      { action: 'queues.change', outcome: 'refused', subject_id: id },
    ]);
  });
});

describe('the list of the operator', () => {
  const audit = (query: string) => api.admin.get(`/api/v1/audit?${query}`);
  const itemsOf = async (query: string) =>
    (await audit(query)).body['items'] as unknown as Record<string, unknown>[];

  it('finds the entries of a store, newest first, also when that is erased', async () => {
    const { storeId, keyId } = await aStoreWithKey(api.admin);
    await api.admin.call('DELETE', `/api/v1/stores/${storeId}/keys/${keyId}`);
    await api.admin.call('DELETE', `/api/v1/stores/${storeId}`);

    const items = await itemsOf(`about_store_id=${storeId}`);

    expect(items.map(({ action }) => action)).toEqual([
      'store.erase',
      'key.revoke',
      'key.create',
      'store.create',
    ]);
    expect(items[1]).toMatchObject({
      actor: 'admin',
      actor_key_id: null,
      about_store_id: storeId,
      subject_id: keyId,
      outcome: 'done',
      code: null,
      address: '127.0.0.0/24',
      details: { operation: 'revokeKey' },
    });
    const first = await audit(`about_store_id=${storeId}&limit=3`);
    const cursor = String(first.body['next_cursor']);
    const rest = await itemsOf(`about_store_id=${storeId}&limit=3&cursor=${cursor}`);
    expect(rest.map(({ action }) => action)).toEqual(['store.create']);
    const filtered = await itemsOf(
      `about_store_id=${storeId}&action=key.revoke&actor=admin&outcome=done&from=2026-01-01`,
    );
    expect(filtered).toHaveLength(1);
    expect(await itemsOf(`about_store_id=${storeId}&to=2026-01-01`)).toEqual([]);
  });

  it('is a table where that is asked for', async () => {
    const { storeId } = await aStoreWithKey(api.admin);

    const { headers, text } = await api.admin.get(
      `/api/v1/audit?about_store_id=${storeId}&limit=1`,
      {
        headers: { accept: 'text/csv' },
      },
    );

    expect(headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
    const [head, ...lines] = text.trim().split('\r\n');
    expect(head).toMatch(/^at,action,actor,/);
    expect(lines.map((line) => line.split(',')[1])).toEqual(['key.create', 'store.create']);
  });

  it.each(['action=made.up', 'actor=nobody', 'from=0000-01-01', 'about_store_id=x', 'limit=0'])(
    'is not told for %s',
    async (query) => {
      const { status, body } = await audit(query);
      expect([status, body['code']]).toEqual([422, 'INPUT_INVALID']);
    },
  );

  it('says whether all is as it was written, and remembers a head for the next time', async () => {
    const { body } = await api.admin.get('/api/v1/audit/verification');
    expect(body).toMatchObject({ is_whole: true, fault: null, head: expect.any(String) });
    await aStoreWithKey(api.admin);

    const head = String(body['head']);
    const again = await api.admin.get(`/api/v1/audit/verification?head=${head}`);
    const wrong = head.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const other = await api.admin.get(`/api/v1/audit/verification?head=${wrong}`);

    expect(again.body['is_whole']).toBe(true);
    expect(other.body).toMatchObject({ is_whole: false, fault: { what: 'head' } });
    expect((await api.admin.get('/api/v1/audit/verification?head=1')).status).toBe(422);
  });

  it('is counted by action and outcome', async () => {
    await aStoreWithKey(api.admin);

    const { text } = await api.admin.get('/metrics');

    expect(text).toMatch(
      /storehand_audit_entries_total\{action="store\.create",outcome="done"\} [1-9]/,
    );
  });
});
