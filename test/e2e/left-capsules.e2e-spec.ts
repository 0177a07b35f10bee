import { readdirSync, readlinkSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request, type RequestOptions } from 'node:http';

import { CapsuleExportService, CapsuleImportService, Databases } from '@app/tenancy';
import { Logger } from '@nestjs/common';

import { waitFor } from '../support/wait-for.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

let api: RunningApi;
const crash = jest.spyOn(Logger.prototype, 'error').mockImplementation();
/** More often than there are connections, of which none may be kept. */
const connections = 2;
const times = connections + 1;

beforeAll(async () => {
  api = await startApi({ DATABASE_POOL_SIZE: String(connections) });
});
afterAll(() => api.stop());
beforeEach(() => crash.mockClear());

/** More than the system keeps for a connection that nobody reads, however it is packed. */
const megabytes = 14;

/** A store with so much that neither writing nor sending its capsule is over at once. */
async function aLargeStore(): Promise<string> {
  const { storeId, client } = await aStoreWithKey(api.admin, 'Large');
  const { body } = await client.post('/api/v1/conversations', {});
  const { shared } = api.app.get(Databases, { strict: false });
  await shared.source.transaction(async (manager) => {
    await manager.query(`SELECT set_config('role', 'storehand_runtime', true)`);
    await manager.query(`SELECT set_config('app.store_id', $1, true)`, [storeId]);
    await manager.query(
      `INSERT INTO messages (store_id, conversation_id, seq, role, content)
       SELECT $1, $2, n, 'user', (SELECT string_agg(sha512((n || ' ' || m)::bytea)::text, '') FROM generate_series(1, 8000) m)
       FROM generate_series(1, ${megabytes}) n`,
      [storeId, body['id']],
    );
  });
  return storeId;
}

const capsuleOf = (storeId: string) => `/api/v1/stores/${storeId}/capsule`;
const open = (path: string, options: RequestOptions = {}): ClientRequest => {
  const authorization = `Bearer ${process.env['ADMIN_API_KEY']}`;
  const headers = { authorization, ...options.headers };
  const client = request(`${api.admin.origin}${path}`, { agent: false, ...options, headers });
  return client.on('error', () => undefined);
};

/** As a client does that heeds `Retry-After`: so much at once takes a busy database its time. */
async function exported(storeId: string): Promise<Buffer<ArrayBuffer>> {
  const response = await waitFor(
    async () => {
      const answer = await api.admin.send('GET', capsuleOf(storeId));
      return answer.status === 503 ? undefined : answer;
    },
    { everyMs: 2_000 },
  );
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

async function imported(packed: Buffer<ArrayBuffer>) {
  const headers = { authorization: `Bearer ${process.env['ADMIN_API_KEY']}` };
  const response = await fetch(`${api.admin.origin}/api/v1/capsules`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/gzip' },
    body: packed,
  });
  return (await response.json()) as Record<string, unknown>;
}

/** How the work of each request so far ended, by the code of its problem. */
function endsOf(spied: jest.SpyInstance<Promise<unknown>>): Promise<unknown[]> {
  const running = spied.mock.results.map(({ value }) => value as Promise<unknown>);
  return Promise.all(
    running.map((one) => one.then(() => 'done').catch(({ code }: { code: unknown }) => code)),
  );
}

/** Files of capsules that this process has open; they have no name any more. */
function openFiles(): string[] {
  const folder = '/proc/self/fd';
  const nameOf = (fd: string) => {
    try {
      return readlinkSync(`${folder}/${fd}`);
    } catch {
      return '';
    }
  };
  return readdirSync(folder)
    .map(nameOf)
    .filter((name) => name.includes('/storehand-'));
}

async function expectNothingLeft(): Promise<void> {
  await waitFor(() => Promise.resolve(openFiles().length === 0));
  expect(crash.mock.calls).toEqual([]);
}

describe('a client of a capsule that goes away', () => {
  let storeId: string;
  beforeAll(async () => {
    storeId = await aLargeStore();
  });
  afterEach(() => jest.restoreAllMocks());

  it('while it is written, gives the transaction back', async () => {
    const exporting = jest.spyOn(api.app.get(CapsuleExportService, { strict: false }), 'export');
    for (let n = 1; n <= times; n += 1) {
      const client = open(capsuleOf(storeId)).end();
      await waitFor(() => Promise.resolve(exporting.mock.calls.length === n), { everyMs: 2 });
      client.destroy();
      await endsOf(exporting);
    }

    expect(await endsOf(exporting)).toEqual(Array.from({ length: times }, () => 'CLIENT_GONE'));
    await expectNothingLeft();
    expect((await exported(storeId)).length).toBeGreaterThan(megabytes * 100_000);
  });

  it('while it is sent, takes its file along', async () => {
    const client = open(capsuleOf(storeId)).end();
    const response = await new Promise<IncomingMessage>((resolve) =>
      client.once('response', resolve),
    );
    response.on('error', () => undefined).pause();
    const sending = openFiles();
    client.destroy();

    expect(sending).toHaveLength(1);
    await expectNothingLeft();
    expect((await exported(storeId)).length).toBeGreaterThan(megabytes * 100_000);
  });

  it('while it is received, or written, lets the same be sent again', async () => {
    const packed = await exported(storeId);
    await api.admin.call('DELETE', `/api/v1/stores/${storeId}`);
    const importing = jest.spyOn(api.app.get(CapsuleImportService, { strict: false }), 'import');
    const headers = { 'content-type': 'application/gzip', 'content-length': packed.length };
    for (const sent of [packed.length >> 1, packed.length]) {
      const client = open('/api/v1/capsules', { method: 'POST', headers });
      await new Promise((resolve) => client.write(packed.subarray(0, sent), resolve));
      await waitFor(() => Promise.resolve(openFiles().length === 1), { everyMs: 2 });
      client.destroy();
      await endsOf(importing);
    }

    expect(await endsOf(importing)).not.toContain('done');
    await expectNothingLeft();
    expect((await api.admin.get(`/api/v1/stores/${storeId}`)).status).toBe(404);
    expect(await imported(packed)).toMatchObject({ store_id: storeId });
  });
});
