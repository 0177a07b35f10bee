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

/**
 * Of chunks, the last one counts too. A range bounds the work of a statement; a limit does not where a planner without
 * statistics reads everything beyond a number, to sort it.
 */
interface NumberRange {
  from: number;
  to: number;
}

/** The sketches of the vectors of a store's chunks. */
@Injectable()
export class SketchRepository extends StoreScopedRepository<Chunk> {
  constructor(connections: StoreConnections) {
    super(connections, Chunk);
  }

  /** The first number from `from` on whose chunk has a vector; null where there are none left. */
  async findNext(scope: StoreScope, from: number): Promise<number | null> {
    const [row] = await this.rows<{ next: number | null }>(
      scope,
      `SELECT min(number) AS next FROM chunk_vectors WHERE store_id = $1 AND number >= $2`,
      [from],
    );
    return row?.next ?? null;
  }

  /** Those of a release within a range. */
  async findSome(
    scope: StoreScope,
    { release, model, from, to }: { release: number; model: string } & NumberRange,
  ): Promise<SketchBatch> {
    const [batch] = await this.rows<{ [K in keyof SketchBatch]: SketchBatch[K] | null }>(
      scope,
      `SELECT array_agg(v.number ORDER BY v.number) AS numbers, bool_and(s.sketch IS NOT NULL) AS "isWhole",
         string_agg(s.sketch, ''::bytea ORDER BY v.number) AS sketches
       FROM chunk_vectors v LEFT JOIN LATERAL (${sketchOf('v', '$3')}) s ON true
       WHERE v.store_id = $1 AND v.model || '' = $3 AND v.number BETWEEN $4 AND $5
         AND v.born_release <= $2 AND (v.died_release IS NULL OR v.died_release > $2)`,
      [release, model, from, to],
    );
    const { numbers, sketches, isWhole } = batch ?? {};
    return {
      numbers: numbers ?? [],
      sketches: sketches ?? Buffer.alloc(0),
      isWhole: isWhole ?? true,
    };
  }

  /** Vectors of a model within a range that have no sketch yet, as the bytes that pgvector sends. */
  findUnsketched(
    scope: StoreScope,
    { model, from, to }: { model: string } & NumberRange,
  ): Promise<{ number: number; bytes: Buffer }[]> {
    return this.rows(
      scope,
      `SELECT v.number, vector_send(v.embedding) AS bytes FROM chunk_vectors v
       WHERE v.store_id = $1 AND v.model || '' = $2 AND v.number BETWEEN $3 AND $4
         AND (${sketchOf('v', '$2')}) IS NULL`,
      [model, from, to],
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
