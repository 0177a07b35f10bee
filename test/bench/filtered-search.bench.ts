import {
  EMBEDDING_MODEL,
  type EmbeddingModel,
  KnowledgeModule,
  KnowledgeSearch,
  SketchIndex,
  vectorBytes,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import { DataSource, type QueryRunner } from 'typeorm';

import { IndexedPages } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';
import { NeighbourRows } from './made-up/neighbour-rows.js';
import { TopicPages } from './made-up/topic-pages.js';
import { inTurn, ms, quantile, timing } from './measure.js';

const questions = 100;
const warmUp = 10;
const found = 10;

/** The floor in time and the truth in recall: the store's own rows, one by one. */
const exactSql = `SELECT c.id FROM (
    SELECT number FROM chunk_vectors
    WHERE store_id = $1 AND model = $2 ORDER BY (embedding <#> $3::vector) + 0 LIMIT ${found}) v,
  LATERAL (SELECT id FROM chunks WHERE store_id = $1 AND number = v.number LIMIT 1) c`;

/**
 * `filtered-search [chunks in all] [stores in all] [sizes…]`: the whole search path for stores of several sizes among
 * others that share their topics, against an exact scan as bare SQL; half of all other rows are one neighbour's, word for
 * word the largest store's. Recall is of the dense leg by itself.
 */
export async function run([total, stores, ...sizes]: string[]): Promise<void> {
  const isEmbedded = !process.env['DATABASE_URL'];
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const measured: MeasuredSize[] = [];
  for (const size of sizes.length > 0 ? sizes : isEmbedded ? ['500', '12000'] : defaultSizes) {
    measured.push(await MeasuredSize.load(rooms, Number(size)));
  }
  const rest = new NeighbourRows(rooms.get(DataSource), measured.at(-1)?.scope);
  const left = Number(total ?? (isEmbedded ? 25_000 : 100_000)) - measured.reduce(sumChunks, 0);
  await rest.copy(left, Number(stores ?? (isEmbedded ? 30 : 265)) - measured.length);
  for (const each of measured) await each.measure();
  await rooms.close();
}

const defaultSizes = ['50', '500', '5000', '30000'];
const sumChunks = (sum: number, { chunks }: MeasuredSize) => sum + chunks;

/** One of the stores that are searched. */
class MeasuredSize {
  private constructor(
    private readonly rooms: TestingModule,
    readonly scope: StoreScope,
    readonly chunks: number,
    private readonly pages: TopicPages,
  ) {}

  static async load(rooms: TestingModule, chunks: number): Promise<MeasuredSize> {
    const scope = await aStore(rooms);
    const pages = new TopicPages(chunks);
    const ingest = await new IndexedPages(rooms).ingest(scope, pages.make(chunks));
    if (ingest.status !== 'live') throw new Error(`It ended as ${ingest.status}.`);
    return new MeasuredSize(rooms, scope, chunks, pages);
  }

  async measure(): Promise<void> {
    const bare = this.rooms.get(DataSource).createQueryRunner();
    await bare.query('SET ROLE storehand_platform; SET jit = off');
    const asked = Array.from({ length: questions }, () => this.pages.question());
    const exact = await this.exactly(bare, asked);
    const search = (i: number) =>
      this.rooms.get(KnowledgeSearch).search(this.scope, asked[i] ?? '');
    await search(0);
    await this.rooms.get(SketchIndex, { strict: false }).settled();
    const samples = await inTurn([search, exact], { rounds: questions, warmUp });
    const { dense } = await search(0);
    const recall = await this.recall(asked, exact);
    await bare.query('RESET ROLE; RESET jit');
    await bare.release();
    this.report(samples, `${dense?.method ?? 'none'}, recall@10 ${recall.toFixed(3)}`);
  }

  private async exactly(bare: QueryRunner, asked: readonly string[]) {
    const model = this.rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false });
    const vectors = (await model.embedMany(asked)).map(vectorBytes);
    return (i: number): Promise<{ id: string }[]> =>
      bare.query(exactSql, [this.scope.storeId, model.fingerprint, vectors[i]]);
  }

  /** Of what the leg places among its first ten, how much is among the ten nearest. */
  private async recall(
    asked: readonly string[],
    exact: (i: number) => Promise<{ id: string }[]>,
  ): Promise<number> {
    let shown = 0;
    let right = 0;
    for (const [i, question] of asked.entries()) {
      const nearest = new Set((await exact(i)).map(({ id }) => id));
      const { results } = await this.rooms
        .get(KnowledgeSearch)
        .search(this.scope, question, { leg: 'dense', limit: 50 });
      const first = results.filter(({ denseRank }) => denseRank !== null && denseRank <= found);
      shown += first.length;
      right += first.filter(({ chunkId }) => nearest.has(chunkId)).length;
    }
    return right / shown;
  }

  private report([service = [], bare = []]: number[][], how: string): void {
    const ratio = quantile(
      service.map((time, i) => time / (bare[i] ?? Number.NaN)),
      0.5,
    );
    const line = ([name, samples]: [string, number[]]) => {
      const { p50, p95 } = timing(samples);
      return `  ${name.padEnd(18)} p50 ${ms(p50).padStart(10)}   p95 ${ms(p95).padStart(10)}`;
    };
    process.stdout.write(
      `${this.chunks} chunks: search takes ${ratio.toFixed(2)} × the exact bare SQL; ${how}\n${line(['search, service', service])}\n${line(['exact, bare SQL', bare])}\n`,
    );
  }
}
