import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { vectorBytes } from '../embedding/vector-bytes.js';
import { chunkNotFound } from '../knowledge.errors.js';
import { sketchVector } from '../sketching/sketch-vector.js';
import { Chunk } from './chunk.entity.js';

/** Bounds the parameters of a statement and the memory of a message (1.2 MB at 1,536 numbers). */
const VECTORS_AT_ONCE = 200;

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

  /**
   * Writes vectors in one statement, each as the bytes that pgvector stores: eight times faster than as text. A chunk that
   * has one already, or is gone, is passed over.
   */
  async insertNew(scope: StoreScope, model: string, vectors: readonly NewVector[]): Promise<void> {
    for (let start = 0; start < vectors.length; start += VECTORS_AT_ONCE) {
      const some = vectors.slice(start, start + VECTORS_AT_ONCE);
      const rows = some.map(
        (_, i) =>
          `($${4 * i + 3}::uuid, $${4 * i + 4}, $${4 * i + 5}::vector, $${4 * i + 6}::bytea)`,
      );
      await this.rows(
        scope,
        `INSERT INTO chunk_vectors (store_id, chunk_id, model, number, input_hash, born_release,
           died_release, embedding, sketch)
         SELECT $1, c.id, $2, c.number, u.hash, c.born_release, c.died_release, u.embedding, u.sketch
         FROM (VALUES ${rows.join(', ')}) AS u (id, hash, embedding, sketch),
           LATERAL (SELECT * FROM chunks WHERE store_id = $1 AND id = u.id LIMIT 1) c
         ON CONFLICT DO NOTHING`,
        [
          model,
          ...some.flatMap(({ chunkId, inputHash, vector }) => [
            chunkId,
            inputHash,
            vectorBytes(vector),
            sketchVector(vector),
          ]),
        ],
      );
    }
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
         died_release, embedding, sketch)
       SELECT $1, c.id, $2, c.number, v.input_hash, c.born_release, c.died_release, v.embedding,
         v.sketch
       FROM unnest($3::uuid[], $4::uuid[]) AS u (id, from_id),
         LATERAL (SELECT * FROM chunks WHERE store_id = $1 AND id = u.id LIMIT 1) c,
         LATERAL (SELECT * FROM chunk_vectors
                  WHERE store_id = $1 AND model = $2 AND chunk_id = u.from_id LIMIT 1) v
       ON CONFLICT DO NOTHING`,
      [model, copies.map(({ chunkId }) => chunkId), copies.map(({ from }) => from)],
    );
  }

  protected notFound(id: string) {
    return chunkNotFound(id);
  }
}
