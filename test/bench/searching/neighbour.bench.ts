import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { KnowledgeModule } from '@app/knowledge';

import { ApiClient } from '../../e2e/api-client.js';
import { openRooms } from '../../support/rooms.js';
import { filesOfFolder, MemorySite } from '../crawling/memory-site.js';
import { madeUpSite } from '../made-up/made-up-site.js';
import { ms, timing } from '../measure.js';
import { cpuSeconds, MeasuredProcess } from '../measured-process.js';
import { MeasuredStore, type TimedIngest } from '../measured-store.js';
import { type Asked, AskedStore } from './asked-store.js';

const quietMs = 20_000;
const chunksOfPage = 10;

/**
 * `neighbour [chunks of the neighbour] [chunks of the store]`: how long the searches of a store take over HTTP while the
 * worker, a process of its own, ingests another store's website, against the same before and after.
 */
export async function run(
  [theirs = '20000', own = '5000']: string[],
  databasePid?: number,
): Promise<void> {
  const folder = madeUpSite(Number(theirs));
  const site = await MemorySite.start(filesOfFolder(folder));
  rmSync(folder, { recursive: true });
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host };
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const api = await MeasuredProcess.start('api', env);
  const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
  // before there is a worker, which would take the ingest for its own
  const store = await AskedStore.load(rooms, admin, Number(own));
  const worker = await MeasuredProcess.start('worker', env);
  const pids = { worker: worker.pid, api: api.pid, 'embedded database': databasePid };
  try {
    await store.askDuring(sleep(quietMs / 4));
    const before = await store.askDuring(sleep(quietMs));
    const neighbour = await MeasuredStore.create(admin);
    const used = usage(pids);
    const beside = await store.askDuring(
      neighbour.run(`${site.origin}/`, Math.ceil(Number(theirs) / chunksOfPage) + 1, []),
    );
    say(`processor seconds while it ingested: ${used()}`);
    const after = await store.askDuring(sleep(quietMs));
    const quiet = [...before.asked, ...after.asked];
    report('quiet before', before.asked, quiet);
    report('quiet after', after.asked, quiet);
    report('beside the ingest', beside.asked, quiet);
    reportSteps(beside.result, beside.asked, quiet);
  } finally {
    await worker.stop();
    await api.stop();
    await site.stop();
    await rooms.close();
  }
}

/** The steps follow each other, so their lengths say which was on. */
function reportSteps({ ingest, seconds }: TimedIngest, asked: Asked[], quiet: Asked[]): void {
  if (ingest.status !== 'live') throw new Error(`It ended as ${JSON.stringify(ingest)}.`);
  let from = asked[0]?.at ?? 0;
  for (const [status, length] of seconds) {
    const to = from + length * 1_000;
    const during = asked.filter(({ at }) => at >= from && at < to);
    if (during.length > 0) report(`  ${status}, ${length.toFixed(0)} s`, during, quiet);
    from = to;
  }
}

function report(name: string, asked: readonly Asked[], quiet: readonly Asked[]): void {
  const of = (some: readonly Asked[]) => timing(some.map(({ tookMs }) => tookMs));
  const { p50, p95 } = of(asked);
  const base = of(quiet);
  say(
    `${name.padEnd(24)} ${String(asked.length).padStart(5)} searches   p50 ${ms(p50).padStart(10)} (${(p50 / base.p50).toFixed(2)} ×)   ` +
      `p95 ${ms(p95).padStart(10)} (${(p95 / base.p95).toFixed(2)} ×)`,
  );
}

/** What each process uses of the processors from now on. */
function usage(pids: Record<string, number | undefined>): () => string {
  const known = Object.entries(pids).flatMap(([name, pid]) =>
    pid === undefined ? [] : [{ name, pid, before: cpuSeconds(pid) }],
  );
  return () =>
    known
      .map(({ name, pid, before }) => `${name} ${(cpuSeconds(pid) - before).toFixed(0)}`)
      .join(', ');
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
