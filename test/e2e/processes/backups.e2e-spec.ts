import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import pg from 'pg';

import type { FixtureSite } from '../../support/fixture-site.js';
import { commandsOf } from '../../support/guides/guide-blocks.js';
import { OperatorGuide } from '../../support/guides/operator-guide.js';
import { freePort } from '../../support/outages/free-port.js';
import { canStartServers, OwnServers, withPrograms } from '../../support/outages/own-servers.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { KeptStore, readShop, startPillowShop } from '../../support/strategies/kept-store.js';
import { ApiClient } from '../api-client.js';
import { StandaloneProcess } from './standalone-process.js';

const page = 'apps/guides/pages/backup.md';
const isEmbedded = !process.env['DATABASE_OWNER_URL'];
const onEmbedded = isEmbedded ? describe : describe.skip;
const onServers = process.env['REDIS_URL'] && canStartServers ? describe : describe.skip;
const washing = /Wash the pillow at 40 °C.*\[1\][^]*\[1\] Care/;

const guide = OperatorGuide.open(page);
/** The command of a heading by itself, for what is tried beside the way of the guide. */
const scriptOf = (heading: string, nth = 0) =>
  String(
    commandsOf(readFileSync(page, 'utf8')).filter((one) => one.heading === heading)[nth]?.script,
  );

let site: FixtureSite;
let folder: string;

beforeAll(async () => {
  site = await startPillowShop();
  folder = mkdtempSync(path.join(tmpdir(), 'backup-'));
  guide.set({ BACKUP: folder });
});
afterAll(async () => {
  guide.close();
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Rows of every table but those of the queue and of counters, which nobody backs up. */
async function rowCounts(config: pg.ClientConfig): Promise<Record<string, number>> {
  const client = new pg.Client(config);
  await client.connect();
  const counts: Record<string, number> = {};
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relpersistence = 'p'
       AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  for (const { name } of rows) {
    const found = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${name}"`);
    counts[name] = found.rows[0]?.n ?? 0;
  }
  await client.end();
  return counts;
}

onEmbedded('an embedded deployment, by the commands of the guide', () => {
  let running: StandaloneProcess | undefined;
  afterAll(() => running?.stop('SIGTERM'));

  /** `npm start` on a data directory: who may do all there, and what its database holds. */
  async function start(directory: string) {
    const port = await freePort();
    running = StandaloneProcess.start({
      PORT: String(port),
      STOREHAND_DATA_DIR: directory,
      CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
      ISOLATION_CHECK_MINUTES: '0',
    });
    await running.untilUp();
    const origin = `http://127.0.0.1:${port}`;
    const key = readFileSync(path.join(directory, 'admin-key'), 'utf8').trim();
    // as in a shell of its own: the key is found in the data directory
    guide.set({ STOREHAND_API_URL: origin, STOREHAND_API_KEY: '', STOREHAND_DATA_DIR: directory });
    const socket = { host: path.join(directory, 'socket'), user: 'postgres', database: 'postgres' };
    return { admin: new ApiClient(origin, key), counts: () => rowCounts(socket) };
  }

  it('is copied while stopped, and is the same from the copy once the original is gone', async () => {
    const [original, restored] = [path.join(folder, 'original'), path.join(folder, 'restored')];
    const before = await start(original);
    const store = await KeptStore.fill(before.admin, site);
    const shown = await store.shows(before.admin);
    await guide.runNext('Before a backup');
    // the last thing before the end: what the guide asks stands in the audit, too
    const counts = await before.counts();
    const tooEarly = await guide.run(scriptOf('Embedded')).catch(String);

    expect(await running?.stop('SIGINT')).toBe(0);
    await guide.runNext('Embedded');
    rmSync(original, { recursive: true });
    guide.set({ ...store.named, RESTORED: restored });
    await guide.runNext('Embedded');
    const after = await start(restored);
    const countsThen = await after.counts();
    const checked = await guide.runNext('Check what was restored');

    expect(tooEarly).toContain('ended with 1');
    // each start asks for the demo store, and the audit keeps that it began and how it ended
    const audited = Number(counts['audit_entries']) + 2;
    expect(countsThen).toEqual({ ...counts, audit_entries: audited });
    expect(shown).toMatchObject({ order: { status: 'shipped' }, isSignedAsEver: true });
    expect(await store.shows(after.admin)).toEqual(shown);
    expect(checked).toContain('entries are as they were written');
    expect(checked).toMatch(washing);
    expect(await running?.stop('SIGINT')).toBe(0);
  }, 600_000);
});

let servers: OwnServers;

const secrets = {
  ADMIN_API_KEY: 'admin-key-of-the-deployment-that-is-kept',
  CREDENTIALS_SECRET: 'credentials-secret-of-the-deployment-kept',
  DATABASE_OWNER_PASSWORD: 'owner',
  DATABASE_APP_PASSWORD: 'app',
};

const address = (login: string, database: string) =>
  Object.assign(new URL(servers.urls.DATABASE_URL), {
    ...{ username: login, pathname: `/${database}` },
  }).href;

/** Empty servers, and what the processes of a deployment on them are told. */
async function begin() {
  servers = await OwnServers.start();
  guide.set({
    PATH: withPrograms(process.env['PATH']),
    NEW_SERVER: servers.urls.DATABASE_URL,
    SHARED_DATABASE: address('postgres', 'storehand'),
    ACME_DATABASE: address('postgres', 'acme'),
  });
  return {
    ...secrets,
    DATABASE_URL: address('storehand_app', 'storehand'),
    DATABASE_OWNER_URL: address('storehand_owner', 'storehand'),
    REDIS_URL: servers.urls.REDIS_URL,
    PLACEMENT_URLS: `acme=${address('storehand_app', 'acme')}`,
    PLACEMENT_OWNER_URLS: `acme=${address('storehand_owner', 'acme')}`,
    CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
    ISOLATION_CHECK_MINUTES: '0',
  };
}

async function serve(env: Record<string, string>): Promise<ApiClient> {
  await DoorProcess.start('worker', env, { isBuilt: true });
  const { origin } = await DoorProcess.start('api', env, { isBuilt: true });
  guide.set({ STOREHAND_API_URL: origin, STOREHAND_API_KEY: secrets.ADMIN_API_KEY });
  return new ApiClient(origin, secrets.ADMIN_API_KEY);
}

onServers('a deployment on PostgreSQL and Redis, by the commands of the guide', () => {
  afterAll(async () => {
    await DoorProcess.endAll('SIGTERM');
    await servers.stop();
  });

  it('is dumped while it serves, and is the same on another server once both are gone', async () => {
    const env = await begin();
    const { hostname, port } = new URL(servers.urls.DATABASE_URL);
    guide.set({ ...env, PGHOST: hostname, PGPORT: port, POSTGRES_USER: 'postgres' });
    guide.set({ POSTGRES_DB: 'storehand' });
    const psql = 'psql -q -U postgres';
    await guide.run(`${psql} -d postgres -c 'CREATE DATABASE storehand'
      sh docker/postgres/init/10-extension-and-roles.sh
      ${psql} -d postgres -c 'CREATE DATABASE acme OWNER storehand_owner'
      ${psql} -d acme -c 'CREATE EXTENSION vector'
      npm run -s db:migrate`);
    const admin = await serve(env);
    const shared = await KeptStore.fill(admin, site);
    const moved = await KeptStore.fill(admin, site, 'acme');
    const shown = [await shared.shows(admin), await moved.shows(admin)];
    await guide.runNext('Before a backup');

    await guide.runNext('PostgreSQL');
    const owner = address('storehand_owner', 'storehand');
    const asOwner = await guide.run(`pg_dump -d '${owner}' -f "$BACKUP/x"`).catch(String);
    await DoorProcess.endAll('SIGTERM');
    await servers.stop();
    const then = await begin();
    const restored = await guide.runNext('PostgreSQL');
    const differences = await guide.runNext('PostgreSQL');
    guide.set(shared.named);
    const adminThen = await serve(then);
    const checked = await guide.runNext('Check what was restored');

    expect(asOwner).toContain('row-level security');
    expect([restored, differences]).toEqual(['', '']);
    expect(readFileSync(path.join(folder, 'acme.rows'), 'utf8')).toMatch(/public\.chunks\|[1-9]/);
    expect(shown[1]).toMatchObject({ order: { status: 'shipped' }, isSignedAsEver: true });
    expect([await shared.shows(adminThen), await moved.shows(adminThen)]).toEqual(shown);
    expect(checked).toContain('entries are as they were written');
    expect(checked).toMatch(washing);
    // an empty Redis is as good as the lost one
    const { STORE_ID = '', STORE_KEY } = moved.named;
    expect(await readShop(adminThen.as(STORE_KEY), STORE_ID, site.origin)).toMatchObject({
      status: 'live',
    });
  }, 600_000);
});

describe('one store, by the commands of the guide', () => {
  it('is brought back by its capsule, as it was', async () => {
    const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, ISOLATION_CHECK_MINUTES: '0' };
    await DoorProcess.start('worker', env, { isBuilt: true });
    const { origin } = await DoorProcess.start('api', env, { isBuilt: true });
    const key = String(process.env['ADMIN_API_KEY']);
    guide.set({ STOREHAND_API_URL: origin, STOREHAND_API_KEY: key });
    const admin = new ApiClient(origin, key);
    const store = await KeptStore.fill(admin, site);
    const shown = await store.shows(admin);
    guide.set(store.named);

    await guide.runNext('One store alone');
    await guide.runNext('One store alone');
    const then = await store.shows(admin);
    await DoorProcess.endAll('SIGTERM');

    expect(shown).toMatchObject({ order: { status: 'shipped' }, isSignedAsEver: true });
    expect(then).toEqual(shown);
  }, 600_000);
});

it('leaves no command of the guide out, but for those of the other kind of database', () => {
  const common = ['Before a backup', 'Check what was restored'];
  const onOthers = canStartServers ? ['Embedded'] : ['Embedded', 'PostgreSQL', ...common];
  const others = isEmbedded ? ['PostgreSQL'] : onOthers;

  const left = guide.left.filter((one) => !others.some((name) => one.startsWith(`${name}: `)));
  expect(left).toEqual([]);
});
