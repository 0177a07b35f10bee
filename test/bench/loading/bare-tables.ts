import { randomUUID } from 'node:crypto';

import { vectorBytes } from '@app/knowledge';
import pg from 'pg';

import { binaryRow, copyIn, int, signature, text, texts, trailer, uuid } from './copy-in.js';
import type { LoadedChunk, LoadedPage } from './made-up-chunks.js';

const model = 'stand-in';
const rowsAtOnce = 200;

interface BareChunk extends LoadedChunk {
  id: string;
  pageId: string;
  number: number;
  ordinal: number;
}

/**
 * The columns and primary keys of the product's two tables and nothing else: no row-level security, no foreign keys, no
 * other index.
 */
export class BareTables {
  private readonly storeId = randomUUID();

  private constructor(private readonly client: pg.Client) {}

  static async create(): Promise<BareTables> {
    const socket = process.env['STOREHAND_EMBEDDED_SOCKET'];
    const client = new pg.Client(
      socket
        ? { host: socket, port: 5432, user: 'postgres', database: 'postgres' }
        : { connectionString: process.env['DATABASE_OWNER_URL'] },
    );
    // whoever waits for an answer is told as well
    client.on('error', () => undefined);
    await client.connect();
    await client.query(tablesSql);
    return new BareTables(client);
  }

  /** Of the server that serves it. */
  async pid(): Promise<number> {
    const { rows } = await this.client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return rows[0]?.pid ?? 0;
  }

  async clear(): Promise<void> {
    await this.client.query('TRUNCATE bare_chunks, bare_vectors');
  }

  /** Also the product's, whose store has nothing else that hangs on its chunks. */
  async clearProduct(): Promise<void> {
    await this.client.query('TRUNCATE chunks, chunk_vectors CASCADE');
  }

  async count(): Promise<number> {
    const { rows } = await this.client.query<{ count: number }>(
      // not by a join: it has no index and no statistics to go by
      `SELECT count(*)::int AS count FROM (
         SELECT store_id, number FROM bare_chunks INTERSECT SELECT store_id, number FROM bare_vectors) loaded`,
    );
    return rows[0]?.count ?? 0;
  }

  /** The floor: two COPYs in the binary format, one transaction. */
  async copy(pages: readonly LoadedPage[]): Promise<void> {
    const chunks = bareChunks(pages);
    await this.client.query('BEGIN');
    await copyIn(this.client, copyChunksSql, batches(chunks, this.chunkRow));
    await copyIn(this.client, copyVectorsSql, batches(chunks, this.vectorRow));
    await this.client.query('COMMIT');
  }

  /** The peer: a statement for each table and two hundred rows, a transaction for both, vectors as text. */
  async insert(pages: readonly LoadedPage[]): Promise<void> {
    const chunks = bareChunks(pages);
    for (let at = 0; at < chunks.length; at += rowsAtOnce) {
      const some = chunks.slice(at, at + rowsAtOnce);
      await this.client.query('BEGIN');
      await this.client.query(insertChunksSql, [this.storeId, ...columnsOf(some)]);
      await this.client.query(insertVectorsSql, [
        ...[this.storeId, model, some.map(({ id }) => id), some.map((row) => row.number)],
        some.map(({ inputHash }) => inputHash),
        some.map(({ vector }) => `[${vector.join(',')}]`),
      ]);
      await this.client.query('COMMIT');
    }
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private readonly chunkRow = (chunk: BareChunk): Buffer =>
    binaryRow([
      ...[uuid(chunk.id), uuid(this.storeId), uuid(chunk.pageId), int(chunk.number)],
      ...[int(chunk.ordinal), texts(chunk.headingPath), text(chunk.text), int(chunk.tokenCount)],
      ...[text(chunk.contentHash), int(1)],
    ]);

  private readonly vectorRow = (chunk: BareChunk): Buffer =>
    binaryRow([
      ...[uuid(this.storeId), uuid(chunk.id), text(model), int(chunk.number)],
      ...[text(chunk.inputHash), int(1), vectorBytes(chunk.vector)],
    ]);
}

function bareChunks(pages: readonly LoadedPage[]): BareChunk[] {
  const rows = pages.flatMap(({ pageId, chunks }) =>
    chunks.map((chunk, ordinal) => ({ ...chunk, pageId, ordinal })),
  );
  return rows.map((row, i) => ({ ...row, id: randomUUID(), number: i + 1 }));
}

const columnsOf = (chunks: readonly BareChunk[]): unknown[] => [
  chunks.map(({ id }) => id),
  chunks.map(({ pageId }) => pageId),
  chunks.map((chunk) => chunk.number),
  chunks.map(({ ordinal }) => ordinal),
  chunks.map(({ headingPath }) => JSON.stringify(headingPath)),
  chunks.map((chunk) => chunk.text),
  chunks.map(({ tokenCount }) => tokenCount),
  chunks.map(({ contentHash }) => contentHash),
];

function* batches(chunks: readonly BareChunk[], toRow: (chunk: BareChunk) => Buffer) {
  yield signature;
  for (let at = 0; at < chunks.length; at += rowsAtOnce) {
    yield Buffer.concat(chunks.slice(at, at + rowsAtOnce).map(toRow));
  }
  yield trailer;
}

const tablesSql = `
  CREATE TABLE bare_chunks (
    id uuid PRIMARY KEY, store_id uuid NOT NULL, page_id uuid NOT NULL, number integer NOT NULL,
    ordinal integer NOT NULL, heading_path text[] NOT NULL, text text NOT NULL,
    token_count integer NOT NULL, content_hash text NOT NULL, born_release integer NOT NULL,
    died_release integer, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE bare_vectors (
    store_id uuid NOT NULL, chunk_id uuid NOT NULL, model text NOT NULL, number integer NOT NULL,
    input_hash text NOT NULL, born_release integer NOT NULL, died_release integer,
    embedding vector NOT NULL, PRIMARY KEY (store_id, model, chunk_id))
    WITH (toast_tuple_target = 8160);
  ALTER TABLE bare_vectors ALTER embedding SET STORAGE EXTERNAL`;

const chunkColumns =
  'id, store_id, page_id, number, ordinal, heading_path, text, token_count, content_hash, born_release';
const vectorColumns = 'store_id, chunk_id, model, number, input_hash, born_release, embedding';
const copyChunksSql = `COPY bare_chunks (${chunkColumns}) FROM STDIN (FORMAT binary)`;
const copyVectorsSql = `COPY bare_vectors (${vectorColumns}) FROM STDIN (FORMAT binary)`;

const insertChunksSql = `INSERT INTO bare_chunks (${chunkColumns})
  SELECT u.id, $1, u.page_id, u.number, u.ordinal,
    ARRAY(SELECT jsonb_array_elements_text(u.heading_path::jsonb)), u.text, u.token_count, u.hash, 1
  FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::text[], $7::text[], $8::int[], $9::text[])
    AS u (id, page_id, number, ordinal, heading_path, text, token_count, hash)`;
const insertVectorsSql = `INSERT INTO bare_vectors (${vectorColumns})
  SELECT $1, u.id, $2, u.number, u.hash, 1, u.vector::vector
  FROM unnest($3::uuid[], $4::int[], $5::text[], $6::text[]) AS u (id, number, hash, vector)`;
