import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { Chunk } from '../indexing/chunk.entity.js';
import { chunkNotFound } from '../knowledge.errors.js';

/** Some sketches of a release, in the order of the chunks' numbers. */
export interface SketchBatch {
  numbers: number[];
  sketches: Buffer;
  /** False where a vector among them has no sketch. */
  isWhole: boolean;
}

/** The sketches of the vectors of a store's chunks. */
@Injectable()
export class SketchRepository extends StoreScopedRepository<Chunk> {
  constructor(connections: StoreConnections) {
    super(connections, Chunk);
  }

  /** Those of a release from the number after `after` on; null where there are none left. */
  async findSome(
    scope: StoreScope,
    {
      release,
      model,
      after,
      limit,
    }: { release: number; model: string; after: number; limit: number },
  ): Promise<SketchBatch | null> {
    const [batch] = await this.rows<{ [K in keyof SketchBatch]: SketchBatch[K] | null }>(
      scope,
      `SELECT array_agg(number ORDER BY number) AS numbers, bool_and(sketch IS NOT NULL) AS "isWhole",
         string_agg(sketch, ''::bytea ORDER BY number) AS sketches
       FROM (
         SELECT v.number, s.sketch FROM chunk_vectors v LEFT JOIN LATERAL (${sketchOf('v', '$3')}) s ON true
         WHERE v.store_id = $1 AND v.model || '' = $3 AND v.number > $4
           AND v.born_release <= $2 AND (v.died_release IS NULL OR v.died_release > $2)
         ORDER BY v.number LIMIT $5) batch`,
      [release, model, after, limit],
    );
    if (!batch?.numbers) return null;
    const { numbers, sketches, isWhole } = batch;
    return { numbers, sketches: sketches ?? Buffer.alloc(0), isWhole: isWhole === true };
  }

  /** Vectors of a model that have no sketch yet, from the number after `after` on, as the bytes that pgvector sends. */
  findUnsketched(
    scope: StoreScope,
    { model, after, limit }: { model: string; after: number; limit: number },
  ): Promise<{ number: number; bytes: Buffer }[]> {
    return this.rows(
      scope,
      `SELECT v.number, vector_send(v.embedding) AS bytes FROM chunk_vectors v
       WHERE v.store_id = $1 AND v.model || '' = $2 AND v.number > $3
         AND (${sketchOf('v', '$2')}) IS NULL
       ORDER BY v.number LIMIT $4`,
      [model, after, limit],
    );
  }

  /** A vector that has one already, or is gone, is passed over. */
  async insertSketches(
    scope: StoreScope,
    model: string,
    sketched: readonly { number: number; sketch: Buffer }[],
  ): Promise<void> {
    await this.rows(
      scope,
      `INSERT INTO chunk_sketches (store_id, number, model, sketch)
       SELECT $1, v.number, $2, u.sketch
       FROM unnest($3::int[], $4::bytea[]) AS u (number, sketch), LATERAL (
         SELECT number FROM chunk_vectors
         WHERE store_id = $1 AND number = u.number AND model || '' = $2 LIMIT 1) v
       ON CONFLICT DO NOTHING`,
      [model, sketched.map((each) => each.number), sketched.map(({ sketch }) => sketch)],
    );
  }

  protected notFound(id: string) {
    return chunkNotFound(id);
  }
}

/** A single lookup, whatever a planner whose statistics lag behind an ingest thinks of the tables. */
const sketchOf = (vector: string, model: string): string =>
  `SELECT sketch FROM chunk_sketches WHERE store_id = $1 AND number = ${vector}.number AND model = ${model} LIMIT 1`;
