import { setTimeout as sleep } from 'node:timers/promises';

import { KnowledgeModule } from '@app/knowledge';

import { ApiClient } from '../e2e/api-client.js';
import { anotherDatabase } from '../support/placements/another-database.js';
import { openRooms } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';
import { seconds, timing } from './measure.js';
import { MeasuredProcess } from './measured-process.js';
import { type Asked, AskedStore } from './searching/asked-store.js';

const calmMs = 20_000;
const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * How long a store of so many chunks takes to move to another database and back, how long it takes no writes meanwhile, and
 * how long a search of it and a write to it take beside that. Argument: chunks.
 */
export async function run([chunks = '10000']: string[]): Promise<void> {
  const apart = await anotherDatabase('apart');
  process.env['PLACEMENT_URLS'] = apart.placement;
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const api = await MeasuredProcess.start('api');
  const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
  // before there is a worker, which would take the ingest for its own
  const store = await AskedStore.load(rooms, admin, Number(chunks));
  const worker = await MeasuredProcess.start('worker');
  try {
    const calm = await store.askDuring(sleep(calmMs));
    say(`${chunks} chunks, at rest: a search ${told(calm.asked)}`);
    for (const placement of ['apart', 'shared']) {
      const writer = new Writer(admin, store.storeId);
      const from = performance.now();
      const { result, asked } = await store.askDuring(moved(admin, store.storeId, placement));
      const took = seconds(performance.now() - from);
      const longest = seconds(await writer.longest());
      const { read_only_ms: readOnlyMs, verified } = result;
      say(
        `to ${placement}: ${took}, no writes for ${seconds(Number(readOnlyMs))} (the longest waited ${longest}, ${writer.refused} refused), ` +
          `a search ${told(asked)}; ${JSON.stringify(verified)}`,
      );
    }
  } finally {
    await worker.stop();
    await api.stop();
    await rooms.close();
    await apart.stop();
  }
}

const told = (asked: readonly Asked[]): string => {
  const { p50, p95 } = timing(asked.map(({ tookMs }) => tookMs));
  return `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms (${asked.length})`;
};

async function moved(admin: ApiClient, storeId: string, placement: string) {
  const path = `/api/v1/stores/${storeId}/moves`;
  const { body } = await admin.post(path, { placement });
  const look = async () => {
    const { body: move } = await admin.get(`${path}/${String(body['id'])}`);
    return move['step'] === 'moved' ? move : undefined;
  };
  return waitFor(look, { timeoutMs: 600_000, everyMs: 50 });
}

/** Begins conversations, one after the other, each until it is there; until somebody asks how long the longest took. */
class Writer {
  refused = 0;
  private isOver = false;
  private readonly writing: Promise<number>;

  constructor(admin: ApiClient, storeId: string) {
    this.writing = this.write(admin, storeId);
  }

  /** In milliseconds. */
  longest(): Promise<number> {
    this.isOver = true;
    return this.writing;
  }

  private async write(admin: ApiClient, storeId: string): Promise<number> {
    let longest = 0;
    while (!this.isOver) {
      const from = performance.now();
      while ((await admin.post('/api/v1/conversations', { store_id: storeId })).status !== 201) {
        this.refused += 1;
        await sleep(50);
      }
      longest = Math.max(longest, performance.now() - from);
      await sleep(50);
    }
    return longest;
  }
}
