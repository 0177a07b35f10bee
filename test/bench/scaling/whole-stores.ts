import { randomUUID } from 'node:crypto';

import type pg from 'pg';

/** What a live store of pages is made of, what is referred to first. */
const tables = [
  ...['sources', 'ingests', 'ingest_pages', 'releases', 'pages', 'chunks'],
  ...['chunk_vectors', 'chunk_sketches', 'chunk_terms', 'release_words'],
];

/**
 * Whole stores copied row by row under a store of their own: keys begin with the store, so nothing else is changed. They are
 * as near to a question as the store they were copied from, and take the room that they would have taken.
 */
export class WholeStores {
  private readonly copies: string[] = [];

  private constructor(private readonly owner: pg.Client) {}

  /** `owner`: of the database, since foreign keys are not looked at again while rows are copied. */
  static async open(owner: pg.Client): Promise<WholeStores> {
    const stores = new WholeStores(owner);
    for (const table of tables) stores.copies.push(await stores.copySql(table));
    return stores;
  }

  /** The id of the copy. */
  async copy(from: string): Promise<string> {
    const to = randomUUID();
    await this.owner.query(`BEGIN; SET LOCAL session_replication_role = replica`);
    await this.owner.query(
      `INSERT INTO stores (id, name, live_release) SELECT $2, 'A copy', live_release FROM stores WHERE id = $1`,
      [from, to],
    );
    for (const sql of this.copies) await this.owner.query(sql, [from, to]);
    await this.owner.query('COMMIT');
    return to;
  }

  private async copySql(table: string): Promise<string> {
    const { rows } = await this.owner.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname <> 'store_id'`,
      [table],
    );
    const names = rows.map(({ name }) => name).join(', ');
    return `INSERT INTO ${table} (store_id, ${names}) SELECT $2, ${names} FROM ${table} WHERE store_id = $1`;
  }
}
