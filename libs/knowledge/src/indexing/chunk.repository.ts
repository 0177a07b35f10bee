import { randomUUID } from 'node:crypto';

import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { chunkNotFound } from '../knowledge.errors.js';
import type { Page } from '../pages/page.entity.js';
import { Chunk } from './chunk.entity.js';
import type { CutChunk, CutPage } from './cut-pages.js';

export type ChunkText = Pick<Chunk, 'id' | 'pageId' | 'number' | 'headingPath' | 'text'> &
  Pick<Page, 'title' | 'language'>;

const visible = (row: string, release: string) =>
  `${row}.born_release <= ${release} AND (${row}.died_release IS NULL OR ${row}.died_release > ${release})`;

const titleOf = (chunk: string) =>
  `LATERAL (SELECT title, language FROM pages WHERE store_id = $1 AND id = ${chunk}.page_id LIMIT 1) p`;

const textColumns = `c.id, c.page_id AS "pageId", c.number, c.heading_path AS "headingPath", c.text, p.title, p.language`;

/** The chunks of page versions: written with their page, read by release. */
@Injectable()
export class ChunkRepository extends StoreScopedRepository<Chunk> {
  constructor(connections: StoreConnections) {
    super(connections, Chunk);
  }

  /** Makes writers of one store take turns until their transaction ends, since they number what they write. */
  async lockNumbers(scope: StoreScope): Promise<void> {
    await this.rows(
      scope,
      `SELECT pg_advisory_xact_lock(hashtextextended('chunks ' || s.id::text, 0))
       FROM stores s WHERE s.id = $1`,
    );
  }

  /** The living chunks of pages in their order, to see whether cutting again changed anything. */
  findLiving(
    scope: StoreScope,
    pageIds: readonly string[],
  ): Promise<Pick<Chunk, 'pageId' | 'headingPath' | 'contentHash'>[]> {
    return this.rows(
      scope,
      `SELECT page_id AS "pageId", heading_path AS "headingPath", content_hash AS "contentHash"
       FROM chunks WHERE store_id = $1 AND page_id = ANY($2) AND died_release IS NULL
       ORDER BY page_id, ordinal`,
      [pageIds],
    );
  }

  /** Ends what was cut from pages before; older releases keep it. */
  async endOfPages(scope: StoreScope, pageIds: readonly string[], release: number): Promise<void> {
    await this.rows(
      scope,
      `DELETE FROM chunks WHERE store_id = $1 AND page_id = ANY($2) AND born_release = $3`,
      [pageIds, release],
    );
    await this.rows(
      scope,
      `WITH ended AS (
         UPDATE chunks SET died_release = $3
         WHERE store_id = $1 AND page_id = ANY($2) AND died_release IS NULL RETURNING number)
       UPDATE chunk_vectors SET died_release = $3
       WHERE store_id = $1 AND number IN (SELECT number FROM ended)`,
      [pageIds, release],
    );
  }

  /** Writes the chunks of pages in one statement, numbered on from the store's last. Returns their ids in order. */
  async insertCuts(scope: StoreScope, cuts: readonly CutPage[], release: number) {
    const rows = cuts.flatMap(({ pageId, chunks }) =>
      chunks.map((chunk, ordinal) => ({ id: randomUUID(), pageId, ordinal, chunk })),
    );
    await this.rows(
      scope,
      `INSERT INTO chunks (id, store_id, page_id, number, ordinal, heading_path, text, token_count,
         content_hash, born_release)
       SELECT r.id, $1, r.page_id, last.number + r.place, r.ordinal,
         ARRAY(SELECT jsonb_array_elements_text(r.heading_path)), r.text, r.token_count,
         r.content_hash, $3
       FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, page_id uuid, place int, ordinal int,
         heading_path jsonb, text text, token_count int, content_hash text),
         (SELECT coalesce(max(number), 0) AS number FROM chunks WHERE store_id = $1) last`,
      [JSON.stringify(rows.map(toJson)), release],
    );
    return rows.map(({ id, chunk }) => ({ id, inputHash: chunk.inputHash }));
  }

  /**
   * Chunks that a release shows and that have no vector of its model yet. A set difference and single lookups, because a
   * planner whose statistics lag behind an ingest was seen to nest two scans of the store.
   */
  findWithoutVector(
    scope: StoreScope,
    { release, model, limit }: { release: number; model: string; limit: number },
  ): Promise<ChunkText[]> {
    return this.rows<ChunkText>(
      scope,
      `WITH missing AS MATERIALIZED (
         SELECT c.id FROM chunks c WHERE c.store_id = $1 AND ${visible('c', '$2')}
         EXCEPT SELECT chunk_id FROM chunk_vectors WHERE store_id = $1 AND model = $3
         LIMIT $4)
       SELECT ${textColumns} FROM missing m,
         LATERAL (SELECT * FROM chunks WHERE store_id = $1 AND id = m.id LIMIT 1) c, ${titleOf('c')}
       ORDER BY c.number`,
      [release, model, limit],
    );
  }

  /** The numbers of all chunks that a release shows, in their order. */
  async findNumbers(scope: StoreScope, release: number): Promise<number[]> {
    const [row] = await this.rows<{ numbers: number[] }>(
      scope,
      `SELECT coalesce(array_agg(c.number ORDER BY c.number), '{}') AS numbers
       FROM chunks c WHERE c.store_id = $1 AND ${visible('c', '$2')}`,
      [release],
    );
    return row?.numbers ?? [];
  }

  findTexts(scope: StoreScope, numbers: readonly number[]): Promise<ChunkText[]> {
    return this.rows<ChunkText>(
      scope,
      `SELECT ${textColumns} FROM unnest($2::int[]) AS n (number),
         LATERAL (SELECT * FROM chunks WHERE store_id = $1 AND number = n.number LIMIT 1) c,
         ${titleOf('c')}`,
      [numbers],
    );
  }

  /** Whether a release shows other chunks than the one before it. */
  async hasChanges(scope: StoreScope, release: number): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `SELECT 1 FROM chunks WHERE store_id = $1 AND (born_release = $2 OR died_release = $2) LIMIT 1`,
      [release],
    );
    return rows.length > 0;
  }

  protected notFound(id: string) {
    return chunkNotFound(id);
  }
}

interface NewChunk {
  id: string;
  pageId: string;
  ordinal: number;
  chunk: CutChunk;
}

function toJson({ id, pageId, ordinal, chunk }: NewChunk, place: number) {
  return {
    id,
    page_id: pageId,
    place: place + 1,
    ordinal,
    heading_path: chunk.headingPath,
    text: chunk.text,
    token_count: chunk.tokenCount,
    content_hash: chunk.contentHash,
  };
}
