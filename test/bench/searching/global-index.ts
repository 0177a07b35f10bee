import type { StoreScope } from '@app/tenancy';
import pg from 'pg';

/**
 * What an engineer gets who lets the planner choose: one HNSW index over the rows of all stores, its settings as they come.
 * Made on a copy of the vectors, in a schema of its own and by the owner of the database, which an embedded one does not have.
 */
export class GlobalIndex {
  private constructor(private readonly client: pg.Client) {}

  static async build(ownerUrl: string): Promise<GlobalIndex> {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query(`SET maintenance_work_mem = '2GB'; SET jit = off; CREATE SCHEMA peer`);
    await client.query(`
      CREATE TABLE peer.vectors AS
        SELECT store_id, number, embedding::vector(1536) AS embedding FROM chunk_vectors`);
    await client.query(`
      CREATE INDEX ON peer.vectors (store_id);
      CREATE INDEX ON peer.vectors USING hnsw (embedding vector_ip_ops);
      ANALYZE peer.vectors`);
    return new GlobalIndex(client);
  }

  async ask({ storeId }: StoreScope, vector: Buffer | undefined): Promise<number[]> {
    const { rows } = await this.client.query<{ number: number }>(
      `SELECT number FROM peer.vectors
       WHERE store_id = $1 ORDER BY embedding <#> $2::vector LIMIT 10`,
      [storeId, vector],
    );
    return rows.map(({ number }) => number);
  }

  async drop(): Promise<void> {
    await this.client.query('DROP SCHEMA peer CASCADE');
    await this.client.end();
  }
}
