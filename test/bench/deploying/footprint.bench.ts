import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import { KnowledgeModule } from '@app/knowledge';

import { ApiClient } from '../../e2e/api-client.js';
import { openRooms } from '../../support/rooms.js';
import { services } from '../../support/run-named.js';
import { seconds } from '../measure.js';
import { MeasuredProcess } from '../measured-process.js';
import { FirstStore } from '../scaling/first-store.js';
import { WholeStores } from '../scaling/whole-stores.js';
import { DatabaseView, type Room } from './database-view.js';

const copies = 10;
const askedAtOnce = 20;
const kibibytes = (count: number) => `${(count / 1024).toFixed(0)} KiB`;
const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Views {
  shared: DatabaseView;
  apart: DatabaseView;
}

/**
 * `footprint [stores] [chunks…]`: what a deployment takes. The room of a store of 100 and of 1,000 chunks in the database and
 * as a capsule; how long it is exported, moved to a second database and imported; what API and worker hold in memory and in
 * connections: idle, after one store was asked 100 times and then 100 stores once, with stores in both databases. Needs native
 * PostgreSQL.
 */
export async function run([stores = '100', ...sizes]: string[]): Promise<void> {
  const ownerUrl = process.env['DATABASE_OWNER_URL'];
  if (!ownerUrl) throw new Error('It needs native PostgreSQL: set DATABASE_URL and REDIS_URL.');
  const second = await services({ DATABASE_URL: ownerUrl, REDIS_URL: '' });
  const views = {
    shared: await DatabaseView.open(ownerUrl),
    apart: await DatabaseView.open(String(second.env['DATABASE_OWNER_URL'])),
  };
  say(`load ${loadavg()[0]?.toFixed(1)}`);
  const { tables, indexes } = await views.apart.room();
  say(`a database without stores: tables ${kibibytes(tables)}, indexes ${kibibytes(indexes)}`);
  const made = await makeStores(views.shared, sizes.length > 0 ? sizes : ['100', '1000'], +stores);
  const placements = { PLACEMENT_URLS: `apart=${second.env['DATABASE_URL']}` };
  const api = await MeasuredProcess.start('api', placements, ['weighed-process']);
  await report('API idle', views, api);
  const worker = await MeasuredProcess.start('worker', placements, ['weighed-process']);
  try {
    await report('API and worker idle', views, api, worker);
    const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
    await askAll(admin, [...made.many].fill(made.many[0] ?? ''));
    await report(`after one store was asked ${stores} times`, views, api, worker);
    await askAll(admin, made.many);
    await report(`after ${stores} stores were asked`, views, api, worker);
    for (const [chunks, storeId] of made.measured) await travel(admin, storeId, chunks);
    const moved = [...made.measured.values()];
    await askAll(
      admin,
      Array.from({ length: 100 }, (_, i) => moved[i % moved.length] ?? ''),
    );
    await report('after stores of the second database were asked', views, api, worker);
    await comeBack(admin, made.measured);
  } finally {
    await worker.stop();
    await api.stop();
    await views.shared.close();
    await views.apart.close();
    await second.stop();
  }
  say(`load ${loadavg()[0]?.toFixed(1)}`);
}

/** One of each size by the real steps, whose room is that of copies of it; and many of the first size, to be asked. */
async function makeStores(view: DatabaseView, sizes: readonly string[], stores: number) {
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const whole = await WholeStores.open(view.owner);
  const measured = new Map<number, string>();
  for (const chunks of sizes.map(Number)) {
    const { storeId } = (await FirstStore.load(rooms, chunks)).scope;
    measured.set(chunks, storeId);
    const before = await view.room();
    for (let n = 0; n < copies; n += 1) await whole.copy(storeId);
    reportRoom(chunks, before, await view.room());
  }
  const [first = ''] = measured.values();
  const many: string[] = [];
  while (many.length < stores) many.push(await whole.copy(first));
  await view.owner.query('VACUUM ANALYZE');
  await rooms.close();
  return { measured, many };
}

function reportRoom(chunks: number, before: Room, after: Room): void {
  const each = (of: keyof Room) => (after[of] - before[of]) / copies;
  const [tables, indexes] = [each('tables'), each('indexes')];
  say(
    `a store of ${chunks} chunks: ${kibibytes(tables + indexes)}, tables ${kibibytes(tables)}, indexes ${kibibytes(indexes)}`,
  );
}

/** Each once, as a shop's backend asks, some at a time. */
async function askAll(admin: ApiClient, storeIds: readonly string[]): Promise<void> {
  for (let at = 0; at < storeIds.length; at += askedAtOnce) {
    const asked = storeIds.slice(at, at + askedAtOnce).map(async (storeId) => {
      const messages = [{ role: 'user', content: 'How long does a delivery take?' }];
      const headers = { 'x-store-id': storeId };
      const body = { model: 'storehand', messages };
      const { status, text } = await admin.post('/v1/chat/completions', body, { headers });
      if (status !== 200) throw new Error(`An answer was ${status}: ${text}`);
    });
    await Promise.all(asked);
  }
}

/** As a capsule, then to the second database. */
async function travel(admin: ApiClient, storeId: string, chunks: number): Promise<void> {
  const { bytes, took } = await exported(admin, storeId);
  const start = performance.now();
  const { body } = await admin.post(`/api/v1/stores/${storeId}/moves`, { placement: 'apart' });
  const path = `/api/v1/stores/${storeId}/moves/${String(body['id'])}`;
  for (;;) {
    const { body: move } = await admin.get(path);
    if (move['step'] === 'moved') {
      const away = seconds(performance.now() - start);
      const still = seconds(Number(move['read_only_ms']));
      say(
        `${chunks} chunks: capsule ${kibibytes(bytes.length)}, exported in ${seconds(took)}, moved in ${away} (no writes for ${still})`,
      );
      return;
    }
    if (move['step'] === 'cancelled') throw new Error(`It was not moved: ${JSON.stringify(move)}`);
    await sleep(100);
  }
}

async function exported(admin: ApiClient, storeId: string) {
  const start = performance.now();
  const response = await admin.send('GET', `/api/v1/stores/${storeId}/capsule`);
  const bytes = await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`A capsule was ${response.status}.`);
  return { bytes: Buffer.from(bytes), took: performance.now() - start };
}

/** Erased, and made out of the capsule. */
async function comeBack(admin: ApiClient, stores: ReadonlyMap<number, string>): Promise<void> {
  for (const [chunks, storeId] of stores) {
    const { bytes } = await exported(admin, storeId);
    await admin.call('DELETE', `/api/v1/stores/${storeId}`);
    const headers = { 'content-type': 'application/gzip', authorization: `Bearer ${admin.key}` };
    const start = performance.now();
    const url = `${admin.origin}/api/v1/capsules`;
    const response = await fetch(url, { method: 'POST', headers, body: bytes });
    if (response.status !== 201) throw new Error(`An import was ${await response.text()}`);
    say(`${chunks} chunks: imported in ${seconds(performance.now() - start)}`);
  }
}

/** After a collection; connections are those of all processes. */
async function report(
  what: string,
  { shared, apart }: Views,
  api: MeasuredProcess,
  worker?: MeasuredProcess,
): Promise<void> {
  const connections = [await shared.connections(), await apart.connections()];
  const weights = [`API holds ${await held(api)}`];
  if (worker) weights.push(`worker ${await held(worker)}`);
  say(
    `${what}: ${weights.join(', ')}; connections ${connections[0]} shared, ${connections[1]} apart`,
  );
}

async function held(one: MeasuredProcess): Promise<string> {
  const { heapMib, rssMib } = await one.weight();
  return `${rssMib} MiB (heap ${heapMib})`;
}
