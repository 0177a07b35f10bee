import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { chunkNotFound } from '../knowledge.errors.js';
import { Chunk } from './chunk.entity.js';
import type { EncodedCuts } from './encoding/encode-cuts.js';

/** Writes what pages are cut into, chunks and vectors. */
@Injectable()
export class CutRepository extends StoreScopedRepository<Chunk> {
  constructor(connections: StoreConnections) {
    super(connections, Chunk);
  }

  /**
   * Makes writers of one store take turns until their transaction ends, since they number what they write. It does not wait
   * for the disk: a server that breaks down forgets it with the marks on its pages, which are cut again, and cannot keep a
   * later step of the ingest without it, since what is written earlier reaches the disk earlier.
   */
  async lockNumbers(scope: StoreScope): Promise<void> {
    await this.rows(
      scope,
      `SELECT set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock(hashtextextended('chunks ' || s.id::text, 0))
       FROM stores s WHERE s.id = $1`,
    );
  }

  /** Ends what was cut from pages before; older releases keep it. */
  async endOfPages(scope: StoreScope, pageIds: readonly string[], release: number): Promise<void> {
    if (pageIds.length === 0) return;
    await Promise.all([
      this.rows(
        scope,
        `DELETE FROM chunks WHERE store_id = $1 AND page_id = ANY($2) AND born_release = $3`,
        [pageIds, release],
      ),
      this.rows(
        scope,
        `WITH ended AS (
           UPDATE chunks SET died_release = $3
           WHERE store_id = $1 AND page_id = ANY($2) AND died_release IS NULL RETURNING number)
         UPDATE chunk_vectors SET died_release = $3
         WHERE store_id = $1 AND number IN (SELECT number FROM ended)`,
        [pageIds, release],
      ),
    ]);
  }

  /** Writes chunks, numbered on from the store's last, and the vectors that a model made for them, in one statement. */
  async insertCuts(
    scope: StoreScope,
    { chunks, columns }: EncodedCuts,
    { release, model }: { release: number; model: string },
  ): Promise<void> {
    if (chunks.length > 0) await this.rows(scope, insertSql, [release, model, ...columns]);
  }

  protected notFound(id: string) {
    return chunkNotFound(id);
  }
}

const insertSql = `
  WITH last AS MATERIALIZED (
    SELECT coalesce(max(number), 0) AS number FROM chunks WHERE store_id = $1
  ), chunk AS (
    INSERT INTO chunks (id, store_id, page_id, number, ordinal, heading_path, text, token_count, content_hash,
      born_release)
    SELECT u.id, $1, u.page_id, last.number + u.place, u.ordinal, u.heading_path::text[], u.text, u.token_count,
      u.hash, $2
    FROM last, unnest($4::uuid[], $5::uuid[], $6::int[], $7::text[], $8::text[], $9::int[], $10::text[])
      WITH ORDINALITY AS u (id, page_id, ordinal, heading_path, text, token_count, hash, place)
  )
  INSERT INTO chunk_vectors (store_id, number, model, input_hash, born_release, embedding)
  SELECT $1, last.number + u.place, $3, u.hash, $2, u.embedding
  FROM last, unnest($11::text[], $12::vector[]) WITH ORDINALITY AS u (hash, embedding, place)
  WHERE u.embedding IS NOT NULL`;
