import { EMBEDDING_MODEL, type EmbeddingModel, vectorBytes } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import { DataSource, type QueryRunner } from 'typeorm';

/** What a list shows, and what recall is counted over. */
export const FOUND = 10;

const sql = `SELECT chunk_id AS id FROM chunk_vectors
  WHERE store_id = $1 AND model = $2 ORDER BY (embedding <#> $3::vector) + 0 LIMIT ${FOUND}`;

/** The floor in time and the truth in recall: the store's own rows, one by one, as bare SQL on an open connection. */
export class ExactSearch {
  private constructor(
    private readonly runner: QueryRunner,
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

  async ask(i: number): Promise<string[]> {
    const rows = (await this.runner.query(sql, [this.storeId, this.model, this.vectors[i]])) as {
      id: string;
    }[];
    return rows.map(({ id }) => id);
  }

  /** Of the ten nearest, how many are among these, as a mean over all questions. */
  async recall(found: (i: number) => Promise<readonly string[]>): Promise<number> {
    let nearest = 0;
    let right = 0;
    for (const i of this.vectors.keys()) {
      const shown = new Set(await found(i));
      const ids = await this.ask(i);
      nearest += ids.length;
      right += ids.filter((id) => shown.has(id)).length;
    }
    return right / nearest;
  }
}
