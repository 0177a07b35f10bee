import { EMBEDDING_MODEL, type EmbeddingModel, vectorBytes } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import { DataSource, type QueryRunner } from 'typeorm';

/** What a list shows, and what recall is counted over. */
export const FOUND = 10;

const sql = `SELECT number FROM chunk_vectors
  WHERE store_id = $1 AND model = $2 ORDER BY (embedding <#> $3::vector) + 0 LIMIT ${FOUND}`;

/** The floor in time and the truth in recall: the store's own rows, one by one, as bare SQL on an open connection. */
export class ExactSearch {
  private constructor(
    /** Outside of any scope. */
    readonly runner: QueryRunner,
    private readonly storeId: string,
    private readonly model: string,
    /** Of each question, as pgvector stores it. */
    readonly vectors: readonly Buffer[],
  ) {}

  static async open(
    rooms: TestingModule,
    { storeId }: StoreScope,
    questions: readonly string[],
  ): Promise<ExactSearch> {
    const model = rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false });
    const vectors = (await model.embedMany(questions)).map(vectorBytes);
    const runner = rooms.get(DataSource).createQueryRunner();
    await runner.query('SET ROLE storehand_platform; SET jit = off');
    return new ExactSearch(runner, storeId, model.fingerprint, vectors);
  }

  async close(): Promise<void> {
    await this.runner.query('RESET ROLE; RESET jit');
    await this.runner.release();
  }

  /** The numbers of the ten nearest chunks. */
  async ask(i: number): Promise<number[]> {
    const values = [this.storeId, this.model, this.vectors[i]];
    return numbersOf(await this.runner.query(sql, values));
  }

  /** The numbers by which the chunks of a search stand in the index. */
  async numbered(chunkIds: readonly string[]): Promise<number[]> {
    const numberSql = 'SELECT number FROM chunks WHERE store_id = $1 AND id = ANY ($2)';
    return numbersOf(await this.runner.query(numberSql, [this.storeId, chunkIds]));
  }

  /** Of the ten nearest, how many are among these, as a mean over all questions. */
  async recall(found: (i: number) => Promise<readonly number[]>): Promise<number> {
    let nearest = 0;
    let right = 0;
    for (const i of this.vectors.keys()) {
      const shown = new Set(await found(i));
      const numbers = await this.ask(i);
      nearest += numbers.length;
      right += numbers.filter((number) => shown.has(number)).length;
    }
    return right / nearest;
  }
}

const numbersOf = (rows: unknown): number[] =>
  (rows as { number: number }[]).map(({ number }) => number);
