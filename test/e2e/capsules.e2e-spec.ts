import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { runCli } from '../../apps/cli/src/run-cli.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

let api: RunningApi;
let url: string;
let folder: string;
const mostBytes = 64 * 1024;

beforeAll(async () => {
  api = await startApi({ CAPSULE_MAX_BYTES: String(mostBytes) });
  url = await api.app.getUrl();
  folder = await mkdtemp(path.join(tmpdir(), 'capsules-'));
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true });
});

/** By the command line, as the operator. */
async function cli(...args: string[]) {
  let out = '';
  let err = '';
  const stream = (take: (text: string) => void) => ({
    write: (text: string) => (take(text), true),
  });
  const code = await runCli([...args, '--api-url', url, '--key', adminKey()], {
    environment: { program: 'storehand', hasColor: false } as never,
    stdout: stream((text) => (out += text)) as never,
    stderr: stream((text) => (err += text)) as never,
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

const adminKey = () => String(process.env['ADMIN_API_KEY']);
const headers = () => ({ authorization: `Bearer ${adminKey()}` });

async function importing(
  body: string | Buffer<ArrayBuffer>,
  type = 'application/gzip',
  query = '',
) {
  const response = await fetch(`${url}/api/v1/capsules${query}`, {
    method: 'POST',
    headers: { ...headers(), 'content-type': type },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('a store as a capsule', () => {
  it('leaves and comes back over HTTP, with its key and its conversations', async () => {
    const { storeId, client } = await aStoreWithKey(api.admin, 'Travelling');
    const conversation = await client.post('/api/v1/conversations', {});
    const response = await fetch(`${url}/api/v1/stores/${storeId}/capsule`, { headers: headers() });
    const packed = Buffer.from(await response.arrayBuffer());

    expect(response.headers.get('content-type')).toBe('application/gzip');
    expect(response.headers.get('content-disposition')).toContain(`${storeId}.capsule`);
    expect(response.headers.get('content-length')).toBe(String(packed.length));
    expect(response.headers.get('repr-digest')).toMatch(/^sha-256=:.{44}:$/);
    expect((await importing(packed)).body).toMatchObject({ code: 'TENANCY_STORE_EXISTS' });
    await api.admin.call('DELETE', `/api/v1/stores/${storeId}`);

    const imported = await importing(packed);

    expect(imported).toMatchObject({
      status: 201,
      body: { store_id: storeId, placement: 'shared', tables: { stores: 1, api_keys: 1 } },
    });
    const kept = await client.get(`/api/v1/conversations/${String(conversation.body['id'])}`);
    expect(kept.status).toBe(200);
  });

  it('is saved and imported by the command line', async () => {
    const { storeId } = await aStoreWithKey(api.admin, 'By hand');
    const file = path.join(folder, 'by-hand.capsule');

    const exported = await cli('store', 'export', storeId, '--out', file);
    await api.admin.call('DELETE', `/api/v1/stores/${storeId}`);
    const again = await cli('store', 'export', storeId, '--out', file);
    const imported = await cli('store', 'import', file, '--domain', '');

    expect([exported.code, exported.err]).toEqual([0, expect.stringContaining('store import')]);
    expect(gunzipSync(await readFile(file)).toString()).toContain(storeId);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('already')]);
    expect([imported.code, imported.out]).toEqual([0, expect.stringContaining(storeId)]);
    expect((await api.admin.get(`/api/v1/stores/${storeId}`)).status).toBe(200);
  });

  it('of a missing store leaves no file behind', async () => {
    const file = path.join(folder, 'missing.capsule');

    const { code, err } = await cli('store', 'export', randomUUID(), '--out', file);

    expect([code, err]).toEqual([1, expect.stringContaining('There is no store')]);
    expect((await readdir(folder)).filter((name) => name.startsWith('missing'))).toEqual([]);
  });

  it('is refused where it is none, is too large, or comes as another type', async () => {
    const none = path.join(folder, 'none.capsule');
    await writeFile(none, 'no capsule');

    expect(await cli('store', 'import', none)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no whole capsule'),
    });
    expect(await importing(Buffer.alloc(mostBytes + 1))).toMatchObject({
      status: 413,
      body: { code: 'TENANCY_CAPSULE_TOO_LARGE', title: 'It is too large' },
    });
    expect(await importing('{}', 'application/json')).toMatchObject({ status: 415 });
    expect(await importing('x', 'application/gzip', '?placement=nowhere')).toMatchObject({
      status: 422,
      body: { code: 'TENANCY_PLACEMENT_UNKNOWN' },
    });
    const elsewhere = await fetch(`${url}/api/v1/stores`, {
      method: 'POST',
      headers: { ...headers(), 'content-type': 'application/gzip' },
      body: 'x',
    });
    expect(elsewhere.status).toBe(415);
  });
});
