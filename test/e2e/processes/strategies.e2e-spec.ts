import { readFileSync } from 'node:fs';

import { type Ask, Databases, storeTables } from '@app/tenancy';
import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../../support/fixture-site.js';
import { OperatorGuide } from '../../support/guides/operator-guide.js';
import { OpenAiStub } from '../../support/openai-stub.js';
import { anotherDatabase } from '../../support/placements/another-database.js';
import { services } from '../../support/run-named.js';
import { aStoreWithKey, type RunningApi, startApi, withEnv } from '../running-api.js';
import { ingest, startShop, startWorker } from '../running-worker.js';

const guide = OperatorGuide.open('docker/README.md');
/** The rows of a store that stay in the shared database, since they find it and tell where it went. */
const directory = ['stores', 'api_keys', 'store_moves', 'store_holds'];

let site: FixtureSite;
let model: OpenAiStub;
let shared: RunningApi;
let worker: INestApplicationContext;
let acme: Awaited<ReturnType<typeof anotherDatabase>>;
const stops: (() => Promise<unknown>)[] = [];

/** The services of one deployment, which know the databases that its environment names. */
async function deploy(env: Record<string, string> = {}): Promise<void> {
  const all = { ...embedding(), CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, ...env };
  shared = await startApi(all);
  worker = await withEnv(all, () => startWorker(site));
  guide.set({ SHARED_URL: shared.admin.origin, SHARED_KEY: String(shared.admin.key) });
}

async function stopServices(): Promise<void> {
  await shared.stop();
  await worker.close();
}

const embedding = () => ({
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_API_KEY: 'sk-of-the-stub',
  EMBEDDING_MODEL: 'stub',
});

beforeAll(async () => {
  site = await startShop();
  model = await OpenAiStub.start();
  guide.set({ SITE: site.origin });
  await deploy();
}, 120_000);
afterAll(async () => {
  await stopServices();
  for (const stop of stops) await stop();
  await model.stop();
  await site.stop();
  guide.close();
});

const ask = (key: string) =>
  guide.run(`STOREHAND_API_KEY=${key} npm run -s cli -- ask "How do I wash the pillow?"`);
const embeddings = () => model.requests.filter(({ path }) => path.endsWith('/embeddings')).length;
/** As printed, but for how long ago the page was read. */
const timeless = (answer: string) => answer.replaceAll(/\(read [^)]*\)/g, '');
const washing = /Wash the feathercloud pillow at 40 °C.*\[1\][^]*\[1\] Care instructions/;

/** What a store has in the database of a placement, by table. */
async function rowsIn(placement: string, storeId: string): Promise<Record<string, number>> {
  const { source } = await shared.app.get(Databases, { strict: false }).get(placement);
  return source.transaction(async (manager) => {
    const query: Ask = (sql, params = []) => manager.query(sql, [...params]);
    const names = (await storeTables(query)).map(({ name }) => name);
    await query(`SELECT set_config('role', 'storehand_runtime', true)`);
    await query(`SELECT set_config('app.store_id', $1, true)`, [storeId]);
    const counts: Record<string, number> = {};
    for (const name of names.filter((one) => !directory.includes(one))) {
      const sql = `SELECT count(*)::int AS n FROM "${name}" WHERE store_id = $1`;
      const [row] = await query<{ n: number }>(sql, [storeId]);
      if (row && row.n > 0) counts[name] = row.n;
    }
    return counts;
  });
}

describe('the ways to deploy, by the commands of the guide', () => {
  it('shared: a new client has a cited answer after four commands', async () => {
    const printed = await guide.runNext('Shared');

    expect(guide.get('STORE_KEY')).toMatch(/^sh_store_/);
    expect(printed).toMatch(washing);
    expect(printed).toContain(`${site.origin}/care`);
    expect(embeddings()).toBeGreaterThan(0);
  }, 120_000);

  it('dedicated: a deployment with secrets of its own answers as before, without embedding anything', async () => {
    const storeId = guide.get('STORE_ID');
    const { DATABASE_OWNER_URL: DATABASE_URL, REDIS_URL } = process.env;
    const own = await services({ DATABASE_URL, REDIS_URL });
    stops.push(own.stop);
    const dedicated = await startApi({ ...embedding(), ...own.env });
    stops.unshift(dedicated.stop);
    const adminKey = String(own.env['ADMIN_API_KEY']);
    guide.set({ DEDICATED_URL: dedicated.admin.origin, DEDICATED_KEY: adminKey });
    const body = { api_credentials: { token: 'shpat_x' } };
    await shared.admin.call('PATCH', `/api/v1/stores/${storeId}`, { body });
    const before = await ask('$STORE_KEY');

    await guide.runNext('Dedicated');
    const refused = await ask('$STORE_KEY').catch(String);
    const capsule = readFileSync(guide.get('CAPSULE'));
    const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/gzip' };
    const url = `${dedicated.admin.origin}/api/v1/capsules`;
    const sealed = await fetch(url, { method: 'POST', headers, body: capsule });
    const embedded = embeddings();
    const imported = await guide.runNext('Dedicated');
    const embeddedThen = embeddings();
    const printed = await guide.runNext('Dedicated');
    const erased = await guide.runNext('Dedicated');

    expect(refused).toContain('TENANCY_STORE_INACTIVE');
    expect(await sealed.json()).toMatchObject({
      code: 'TENANCY_CAPSULE_SEALED',
      detail: expect.stringContaining('stores.credentials'),
    });
    expect(imported).toMatch(/Imported store .* are alike/);
    expect(embeddedThen).toBe(embedded);
    expect(timeless(printed)).toContain(timeless(before));
    expect(printed).toMatch(washing);
    expect(erased).toMatch(/Erased store .*: \d+ rows/);
    expect(await rowsIn('shared', storeId)).toEqual({});
  }, 180_000);

  it('hybrid: one store moves to a database of its own and back, each alone where it lives', async () => {
    acme = await anotherDatabase('acme', { isEmpty: true });
    stops.push(acme.stop);
    const env = { PLACEMENT_URLS: acme.placement, PLACEMENT_OWNER_URLS: acme.owner };
    guide.set(env);

    expect(await guide.runNext('Hybrid')).toContain('Migrated: acme: ');

    await stopServices();
    await deploy(env);
    const other = await aStoreWithKey(shared.admin, 'Stays');
    const moving = await aStoreWithKey(shared.admin, 'Moves');
    for (const { client, storeId } of [other, moving]) await ingest(client, storeId, site.origin);
    guide.set({ STORE_ID: moving.storeId, STORE_KEY: String(moving.client.key) });
    const { pages, chunks, chunk_vectors } = await rowsIn('shared', moving.storeId);
    const knowledge = { pages, chunks, chunk_vectors };

    const moved = await guide.runNext('Hybrid');
    await guide.runNext('Hybrid');

    expect(moved).toMatch(/acme +up +0/);
    expect(moved).toMatch(washing);
    expect(knowledge).toEqual({ pages: 3, chunks: 3, chunk_vectors: 3 });
    expect(await rowsIn('acme', moving.storeId)).toMatchObject(knowledge);
    expect(await rowsIn('shared', moving.storeId)).toEqual({});
    expect(await rowsIn('acme', other.storeId)).toEqual({});
    expect(await ask(String(other.client.key))).toMatch(washing);

    expect(await guide.runNext('Hybrid')).toMatch(/acme +up +0/);
    expect(await rowsIn('shared', moving.storeId)).toMatchObject(knowledge);
    expect(await rowsIn('acme', moving.storeId)).toEqual({});
  }, 240_000);

  it('hybrid: an outage of a database is one of its stores alone', async () => {
    const created = await guide.runNext('Hybrid');
    const [storeId] = /[0-9a-f-]{36}/.exec(created) ?? [];
    await acme.stop();

    const refused = await shared.admin.post('/api/v1/conversations', { store_id: storeId });

    expect(refused.status).toBe(503);
    expect(refused.body['code']).toBe('TENANCY_DATABASE_UNAVAILABLE');
    expect(await guide.run('npm run -s cli -- placements list')).toMatch(/acme +away +1/);
    expect(await ask('$STORE_KEY')).toMatch(washing);
  }, 60_000);

  it('leaves no command of the guide out', () => {
    expect(guide.left).toEqual([]);
  });
});
