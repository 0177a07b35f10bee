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

/** The sketches that stand beside the vectors of a store's chunks. */
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
         SELECT number, sketch FROM chunk_vectors
         WHERE store_id = $1 AND model || '' = $3 AND number > $4
           AND born_release <= $2 AND (died_release IS NULL OR died_release > $2)
         ORDER BY number LIMIT $5) batch`,
      [release, model, after, limit],
    );
    if (!batch?.numbers) return null;
    const { numbers, sketches, isWhole } = batch;
    return { numbers, sketches: sketches ?? Buffer.alloc(0), isWhole: isWhole === true };
  }

  /** Vectors of a model that were written before there were sketches. */
  findUnsketched(
    scope: StoreScope,
    model: string,
    limit: number,
  ): Promise<{ chunkId: string; vector: number[] }[]> {
    return this.rows(
      scope,
      `SELECT chunk_id AS "chunkId", embedding::real[] AS vector FROM chunk_vectors
       WHERE store_id = $1 AND model = $2 AND sketch IS NULL LIMIT $3`,
      [model, limit],
    );
  }

  /** A list of ids rather than a join, which a planner whose statistics lag was seen to nest. */
  async setSketches(
    scope: StoreScope,
    model: string,
    sketched: readonly { chunkId: string; sketch: Buffer }[],
  ): Promise<void> {
    await this.rows(
      scope,
      `UPDATE chunk_vectors SET sketch = ($4::bytea[])[array_position($3::uuid[], chunk_id)]
       WHERE store_id = $1 AND model = $2 AND sketch IS NULL AND chunk_id = ANY ($3)`,
      [model, sketched.map(({ chunkId }) => chunkId), sketched.map(({ sketch }) => sketch)],
    );
  }

  protected notFound(id: string) {
    return chunkNotFound(id);
  }
}
