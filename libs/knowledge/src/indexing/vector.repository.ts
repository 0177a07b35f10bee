import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { chunkNotFound } from '../knowledge.errors.js';
import { Chunk } from './chunk.entity.js';
import { arrayBytes, textsBytes, uuidsBytes } from './encoding/array-bytes.js';
import { vectorElements } from './encoding/encode-cuts.js';

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
  private type: number | undefined;

  constructor(connections: StoreConnections) {
    super(connections, Chunk);
  }

  /**
   * Which of these texts a model has read before, so that their vectors can be copied; and how wide those are. By single
   * lookups: asked for them all at once, a planner was seen to read all vectors of the store.
   */
  async findKnown(
    scope: StoreScope,
    model: string,
    inputHashes: readonly string[],
  ): Promise<{ known: Set<string>; width: number | null }> {
    const [found] = await this.rows<{ hashes: string[]; width: number | null }>(
      scope,
      `SELECT ARRAY(SELECT u.hash FROM unnest($3::text[]) AS u (hash), LATERAL (
                SELECT 1 FROM chunk_vectors
                WHERE store_id = $1 AND model = $2 AND input_hash = u.hash LIMIT 1) v) AS hashes,
              (${widthSql}) AS width`,
      [model, textsBytes(inputHashes)],
    );
    return { known: new Set(found?.hashes), width: found?.width ?? null };
  }

  /** How many numbers this store's vectors of a model have; null while there is none. */
  async findWidth(scope: StoreScope, model: string): Promise<number | null> {
    const [row] = await this.rows<{ width: number }>(scope, widthSql, [model]);
    return row?.width ?? null;
  }

  /**
   * Writes vectors in one statement, all in one parameter as the bytes that pgvector stores. A chunk that has one already,
   * or is gone, is passed over.
   */
  async insertNew(scope: StoreScope, model: string, vectors: readonly NewVector[]): Promise<void> {
    if (vectors.length === 0) return;
    const type = await this.findType(scope);
    for (let start = 0; start < vectors.length; start += VECTORS_AT_ONCE) {
      const some = vectors.slice(start, start + VECTORS_AT_ONCE);
      await this.rows(
        scope,
        `INSERT INTO chunk_vectors (store_id, number, model, input_hash, born_release, died_release, embedding)
         SELECT $1, c.number, $2, u.hash, c.born_release, c.died_release, u.embedding
         FROM unnest($3::uuid[], $4::text[], $5::vector[]) AS u (id, hash, embedding), ${chunkOf('u.id')}
         ON CONFLICT DO NOTHING`,
        [
          model,
          uuidsBytes(some.map(({ chunkId }) => chunkId)),
          textsBytes(some.map(({ inputHash }) => inputHash)),
          arrayBytes(
            vectorElements(type),
            some.map(({ vector }) => vector),
          ),
        ],
      );
    }
  }

  /** Gives chunks the vectors that other chunks have for the same text. */
  async copyKnown(
    scope: StoreScope,
    model: string,
    copies: readonly { id: string; inputHash: string }[],
  ): Promise<void> {
    if (copies.length === 0) return;
    await this.rows(
      scope,
      `INSERT INTO chunk_vectors (store_id, number, model, input_hash, born_release, died_release, embedding)
       SELECT $1, c.number, $2, v.input_hash, c.born_release, c.died_release, v.embedding
       FROM unnest($3::uuid[], $4::text[]) AS u (id, hash), ${chunkOf('u.id')},
         LATERAL (SELECT input_hash, embedding FROM chunk_vectors
                  WHERE store_id = $1 AND model = $2 AND input_hash = u.hash LIMIT 1) v
       ON CONFLICT DO NOTHING`,
      [model, copies.map(({ id }) => id), copies.map(({ inputHash }) => inputHash)],
    );
  }

  /** The number of pgvector's type: each database gives it another. */
  async findType(scope: StoreScope): Promise<number> {
    this.type ??= await this.rows<{ type: number }>(
      scope,
      `SELECT 'vector'::regtype::oid::int AS type FROM stores WHERE id = $1`,
    ).then(([row]) => row?.type);
    return this.type ?? 0;
  }

  protected notFound(id: string) {
    return chunkNotFound(id);
  }
}

/** Of any of a store's vectors of a model. */
const widthSql = `SELECT vector_dims(embedding) AS width FROM chunk_vectors
  WHERE store_id = $1 AND model = $2 AND input_hash >= '' LIMIT 1`;

/** Locked, so that it is not removed before it has its vector. */
const chunkOf = (id: string): string =>
  `LATERAL (SELECT number, born_release, died_release FROM chunks
            WHERE store_id = $1 AND id = ${id} LIMIT 1 FOR KEY SHARE) c`;
