import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { chunkNotFound } from '../knowledge.errors.js';
import { Chunk } from './chunk.entity.js';
import { realArray } from './real-array.js';

export interface NewVector {
  chunkId: string;
  inputHash: string;
  vector: readonly number[];
}

/** The vectors of chunks: a narrow table, so that a scan reads nothing else. A chunk may have one per model. */
@Injectable()
export class VectorRepository extends StoreScopedRepository<Chunk> {
  constructor(connections: StoreConnections) {
    super(connections, Chunk);
  }

  /** For texts that a model has read before: a chunk whose vector can be copied. */
  async findKnown(
    scope: StoreScope,
    model: string,
    inputHashes: readonly string[],
  ): Promise<Map<string, string>> {
    const rows = await this.rows<{ inputHash: string; chunkId: string }>(
      scope,
      `SELECT DISTINCT ON (input_hash) input_hash AS "inputHash", chunk_id AS "chunkId"
       FROM chunk_vectors WHERE store_id = $1 AND model = $2 AND input_hash = ANY($3)`,
      [model, inputHashes],
    );
    return new Map(rows.map(({ inputHash, chunkId }) => [inputHash, chunkId]));
  }

  /** How many numbers this store's vectors of a model have; null while there is none. */
  async findWidth(scope: StoreScope, model: string): Promise<number | null> {
    const [row] = await this.rows<{ width: number }>(
      scope,
      `SELECT vector_dims(embedding) AS width FROM chunk_vectors
       WHERE store_id = $1 AND model = $2 LIMIT 1`,
      [model],
    );
    return row?.width ?? null;
  }

  /** Writes vectors of one width in one statement; a chunk that has one already, or is gone, is passed over. */
  async insertNew(scope: StoreScope, model: string, vectors: readonly NewVector[]): Promise<void> {
    const width = vectors[0]?.vector.length;
    if (width === undefined) return;
    await this.rows(
      scope,
      `INSERT INTO chunk_vectors (store_id, chunk_id, model, number, input_hash, born_release,
         died_release, embedding)
       SELECT $1, c.id, $2, c.number, u.hash, c.born_release, c.died_release,
         (($5::real[])[(u.place - 1) * $6 + 1 : u.place * $6])::vector
       FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS u (id, hash, place)
       JOIN chunks c ON c.store_id = $1 AND c.id = u.id
       ON CONFLICT DO NOTHING`,
      [
        model,
        vectors.map(({ chunkId }) => chunkId),
        vectors.map(({ inputHash }) => inputHash),
        realArray(vectors.map(({ vector }) => vector)),
        width,
      ],
    );
  }

  /** Gives chunks the vectors that other chunks have for the same text. */
  async copyKnown(
    scope: StoreScope,
    model: string,
    copies: readonly { chunkId: string; from: string }[],
  ): Promise<void> {
    if (copies.length === 0) return;
    await this.rows(
      scope,
      `INSERT INTO chunk_vectors (store_id, chunk_id, model, number, input_hash, born_release,
         died_release, embedding)
       SELECT $1, c.id, $2, c.number, v.input_hash, c.born_release, c.died_release, v.embedding
       FROM unnest($3::uuid[], $4::uuid[]) AS u (id, from_id)
       JOIN chunks c ON c.store_id = $1 AND c.id = u.id
       JOIN chunk_vectors v ON v.store_id = $1 AND v.model = $2 AND v.chunk_id = u.from_id
       ON CONFLICT DO NOTHING`,
      [model, copies.map(({ chunkId }) => chunkId), copies.map(({ from }) => from)],
    );
  }

  protected notFound(id: string) {
    return chunkNotFound(id);
  }
}
