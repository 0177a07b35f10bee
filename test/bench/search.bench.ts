import {
  EMBEDDING_MODEL,
  type EmbeddingModel,
  KnowledgeModule,
  KnowledgeSearch,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import { DataSource, type QueryRunner } from 'typeorm';

import { IndexedPages } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';
import { MadeUpPages } from './made-up-pages.js';
import { ms, timed, type Timing, timing } from './measure.js';

const queries = 200;
const warmUp = 20;
const neighbourChunks = 2_000;

/** The dense leg by itself, as an engineer would write it who knows that the store's rows must be scanned exactly. */
const denseSql = `SELECT chunk_id FROM chunk_vectors
  WHERE store_id = $1 AND model = $2 ORDER BY (embedding <#> $3::vector) + 0 LIMIT 10`;

/** The lexical leg by itself: the stored weights of the question's terms, summed by chunk. */
const lexicalSql = `SELECT u.number, sum(u.weight) AS score
  FROM chunk_terms t, unnest(t.numbers, t.weights) AS u (number, weight)
  WHERE t.store_id = $1 AND t.release = 1 AND t.term = ANY ($2::int[]) GROUP BY 1 ORDER BY 2 DESC LIMIT 10`;

/** Hybrid search through the service, against each leg as bare SQL on an open connection in the same run. */
export async function run(sizes: string[]): Promise<void> {
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const neighbour = await aStore(rooms);
  await new IndexedPages(rooms).ingest(neighbour, new MadeUpPages(1).make(neighbourChunks));
  for (const size of sizes.length > 0 ? sizes : ['1000', '20000']) {
    await measureStore(rooms, Number(size));
  }
  await rooms.close();
}

async function measureStore(rooms: TestingModule, chunks: number): Promise<void> {
  const scope = await aStore(rooms);
  const loaded = await load(rooms, scope, chunks);
  const bare = rooms.get(DataSource).createQueryRunner();
  await bare.query('SET ROLE storehand_platform');
  await bare.query('ANALYZE chunk_vectors, chunk_terms, chunks').catch(() => undefined);

  const lines = new Map<string, Timing>();
  const legs = await prepare(rooms, bare, scope);
  const samples = await inTurn(Object.values(legs));
  Object.keys(legs).forEach((name, i) => lines.set(name, timing(samples[i] ?? [])));

  await bare.query('RESET ROLE');
  await bare.release();
  report(chunks, loaded, lines);
}

/** One question after the other, each through all ways in turn, so that a drift of the machine hits all alike. */
async function inTurn(ways: ((i: number) => Promise<unknown>)[]): Promise<number[][]> {
  const samples = ways.map((): number[] => []);
  for (let i = 0; i < queries; i++) {
    for (const [way, ask] of ways.entries())
      samples[way]?.push(...(await timed(1, () => ask(i), 0)));
  }
  return samples.map((each) => each.slice(warmUp));
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

async function prepare(rooms: TestingModule, bare: QueryRunner, scope: StoreScope) {
  const search = rooms.get(KnowledgeSearch);
  const model = rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false });
  const made = new MadeUpPages(7);
  const questions = Array.from({ length: queries }, () => made.question());
  const vectors = await model.embedMany(questions);
  const known: { term: number }[] = await bare.query(
    'SELECT term FROM chunk_terms WHERE store_id = $1 ORDER BY cardinality(numbers) DESC LIMIT 2000',
    [scope.storeId],
  );
  const terms = (i: number) =>
    Array.from({ length: 6 }, (_, n) => known[(i * 7 + n * 331) % 2_000]?.term);
  const vector = (i: number) => `[${vectors[i % queries]?.join(',')}]`;
  return {
    'dense leg, bare SQL': (i: number) =>
      bare.query(denseSql, [scope.storeId, model.fingerprint, vector(i)]),
    'lexical leg, bare SQL': (i: number) => bare.query(lexicalSql, [scope.storeId, terms(i)]),
    'hybrid search, service': (i: number) => search.search(scope, questions[i % queries] ?? ''),
  };
}

function report(chunks: number, loaded: string, lines: Map<string, Timing>): void {
  const [dense = 0, lexical = 0, hybrid = 0] = [...lines.values()].map(({ p50 }) => p50);
  const rows = [...lines].map(
    ([name, { p50, p95 }]) =>
      `  ${name.padEnd(24)} p50 ${ms(p50).padStart(10)}   p95 ${ms(p95).padStart(10)}`,
  );
  const ratio = (hybrid / Math.max(dense, lexical)).toFixed(2);
  process.stdout.write(
    [`${chunks} chunks: ${loaded}`, ...rows, `  hybrid / slower leg      ${ratio}`, ''].join('\n'),
  );
}
