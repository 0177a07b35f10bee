import { KnowledgeModule, KnowledgeSearch } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import pg from 'pg';
import { DataSource } from 'typeorm';

import { IndexedPages } from '../../support/indexed-pages.js';
import { aStore, openRooms } from '../../support/rooms.js';
import { MadeUpPages } from '../made-up/made-up-pages.js';
import { inTurn, medianRatio, ms, timing } from '../measure.js';
import { bareSearches } from './bare-search.js';

const queries = 140;
const warmUp = 20;
const neighbourChunks = 2_000;

/** Hybrid search through the service, against each leg and both as bare SQL on an open connection in the same run. */
export async function run(sizes: string[]): Promise<void> {
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const neighbour = await aStore(rooms);
  await new IndexedPages(rooms).ingest(neighbour, new MadeUpPages(1).make(neighbourChunks));
  for (const size of sizes.length > 0 ? sizes : ['50', '500', '1000', '5000']) {
    await measureStore(rooms, Number(size));
  }
  await rooms.close();
}

async function measureStore(rooms: TestingModule, chunks: number): Promise<void> {
  const scope = await aStore(rooms);
  const loaded = await load(rooms, scope, chunks);
  const bare = rooms.get(DataSource).createQueryRunner();
  await bare.query('SET ROLE storehand_platform');

  const made = new MadeUpPages(7);
  const questions = Array.from({ length: queries }, () => made.question());
  const { dense, lexical, hybrid } = await bareSearches(rooms, bare, scope, questions);
  const service = (leg?: 'lexical' | 'dense') => (i: number) =>
    rooms.get(KnowledgeSearch).search(scope, questions[i] ?? '', leg && { leg });
  const ways = {
    'dense leg, bare SQL': dense,
    'lexical leg, bare SQL': lexical,
    'both fused, bare SQL': hybrid,
    'dense leg, service': service('dense'),
    'lexical leg, service': service('lexical'),
    'search, service': service(),
  };
  const samples = await inTurn(Object.values(ways), { rounds: queries, warmUp });
  const sent = await roundTrips(() => service()(0));

  await bare.query('RESET ROLE');
  await bare.release();
  process.stdout.write(`${chunks} chunks: ${loaded}; a search sends ${sent} to the database\n`);
  Object.keys(ways).forEach((name, i) => report(name, samples[i] ?? [], samples.at(-1) ?? []));
  reportLegs(samples[3] ?? [], samples[4] ?? [], samples[5] ?? []);
}

async function load(rooms: TestingModule, scope: StoreScope, chunks: number): Promise<string> {
  const indexed = new IndexedPages(rooms);
  const pages = new MadeUpPages(chunks).make(chunks);
  const ingest = await indexed.crawl(scope, pages);
  const start = performance.now();
  await indexed.index(scope, ingest);
  const cut = performance.now();
  await indexed.publish(scope, ingest);
  const published = performance.now();
  const rate = Math.round((chunks / (cut - start)) * 1_000);
  return `cut, embedded and stored at ${rate} chunks/s; published in ${ms(published - cut)}`;
}

/** How often a piece of work waits for the database. */
async function roundTrips(work: () => Promise<unknown>): Promise<number> {
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  let count = 0;
  prototype.query = function (this: pg.Client, ...args) {
    count += 1;
    return original.apply(this, args);
  };
  await work().finally(() => (prototype.query = original));
  return count;
}

/** A line of the table; the ratio is the median over the questions of the service's time to this way's. */
function report(name: string, samples: readonly number[], service: readonly number[]): void {
  const { p50, p95 } = timing(samples);
  const ratio = `service takes ${medianRatio(service, samples).toFixed(2)} ×`;
  process.stdout.write(
    `  ${name.padEnd(22)} p50 ${ms(p50).padStart(10)}   p95 ${ms(p95).padStart(10)}   ${ratio}\n`,
  );
}

/** What both legs and their fusion take to the slower leg alone, each searched by the service. */
function reportLegs(dense: number[], lexical: number[], both: number[]): void {
  const slower = dense.map((time, i) => Math.max(time, lexical[i] ?? 0));
  process.stdout.write(
    `  both legs take ${medianRatio(both, slower).toFixed(2)} × the slower one\n`,
  );
}
