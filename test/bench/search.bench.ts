import { KnowledgeModule, KnowledgeSearch } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';

import { IndexedPages } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';
import { bareSearches } from './bare-search.js';
import { MadeUpPages } from './made-up/made-up-pages.js';
import { inTurn, ms, quantile, timing } from './measure.js';

const queries = 200;
const warmUp = 20;
const neighbourChunks = 2_000;

/** Hybrid search through the service, against each leg and both as bare SQL on an open connection in the same run. */
export async function run(sizes: string[]): Promise<void> {
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const neighbour = await aStore(rooms);
  await new IndexedPages(rooms).ingest(neighbour, new MadeUpPages(1).make(neighbourChunks));
  for (const size of sizes.length > 0 ? sizes : ['1000', '5000', '20000']) {
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
  const search = rooms.get(KnowledgeSearch);
  const ways = {
    'dense leg, bare SQL': dense,
    'lexical leg, bare SQL': lexical,
    'both fused, bare SQL': hybrid,
    'search, service': (i: number) => search.search(scope, questions[i] ?? ''),
  };
  const samples = await inTurn(Object.values(ways), { rounds: queries, warmUp });

  await bare.query('RESET ROLE');
  await bare.release();
  process.stdout.write(`${chunks} chunks: ${loaded}\n`);
  Object.keys(ways).forEach((name, i) => report(name, samples[i] ?? [], samples.at(-1) ?? []));
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

/** A line of the table; the ratio is the median over the questions of the service's time to this way's. */
function report(name: string, samples: readonly number[], service: readonly number[]): void {
  const { p50, p95 } = timing(samples);
  const ratios = service.map((time, i) => time / (samples[i] ?? Number.NaN));
  const ratio = `service takes ${quantile(ratios, 0.5).toFixed(2)} ×`;
  process.stdout.write(
    `  ${name.padEnd(22)} p50 ${ms(p50).padStart(10)}   p95 ${ms(p95).padStart(10)}   ${ratio}\n`,
  );
}
