import { randomUUID } from 'node:crypto';

import { AuditLog, PlatformRepository } from '@app/tenancy';

import { auditedOperations } from '../../apps/api/src/audit/audited-operations.js';
import { routeCallers } from '../isolation/route-callers.js';
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

beforeAll(async () => {
  api = await startApi();
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
  return { answer, entries: await entriesOf(correlationId) };
}

const isRead = ({ method }: Operation) => method === 'GET';
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

    const { answer, entries } = await audited(api.admin, named('createStore'));

    expect(answer.status).toBe(201);
    expect(entries).toMatchObject([{ action: 'store.create', outcome: 'begun' }]);
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
