import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { chunkNotFound } from '../knowledge.errors.js';
import type { Page } from '../pages/page.entity.js';
import { Chunk } from './chunk.entity.js';

export type ChunkText = Pick<Chunk, 'id' | 'pageId' | 'number' | 'headingPath' | 'text'> &
  Pick<Page, 'title' | 'language'>;

const visible = (row: string, release: string) =>
  `${row}.born_release <= ${release} AND (${row}.died_release IS NULL OR ${row}.died_release > ${release})`;

const titleOf = (chunk: string) =>
  `LATERAL (SELECT title, language FROM pages WHERE store_id = $1 AND id = ${chunk}.page_id LIMIT 1) p`;

const textColumns = `c.id, c.page_id AS "pageId", c.number, c.heading_path AS "headingPath", c.text, p.title, p.language`;

/** Of a statement that looks at each: 20,000 kept the embedded database's one session for 0.6 s. */
const NUMBERS_AT_ONCE = 4_000;

/** The chunks of page versions, read by release; `CutRepository` writes them. */
@Injectable()
export class ChunkRepository extends StoreScopedRepository<Chunk> {
  constructor(connections: StoreConnections) {
    super(connections, Chunk);
  }

  /** The living chunks of pages in their order, to see whether cutting again changed anything. */
  findLiving(
    scope: StoreScope,
    pageIds: readonly string[],
  ): Promise<Pick<Chunk, 'id' | 'pageId' | 'headingPath' | 'contentHash'>[]> {
    return this.rows(
      scope,
      `SELECT c.id, c.page_id AS "pageId", c.heading_path AS "headingPath", c.content_hash AS "contentHash"
       FROM unnest($2::uuid[]) AS u (id), LATERAL (
         SELECT * FROM chunks WHERE store_id = $1 AND page_id = u.id AND died_release IS NULL OFFSET 0) c
       ORDER BY c.page_id, c.ordinal`,
      [pageIds],
    );
  }

  /** Of chunks that a release shows: any, but the same ones of the same rows. */
  async sampleTexts(scope: StoreScope, release: number, limit: number): Promise<string[]> {
    const rows = await this.rows<{ text: string }>(
      scope,
      `SELECT c.text FROM chunks c WHERE c.store_id = $1 AND ${visible('c', '$2')} ORDER BY md5(c.id::text) LIMIT $3`,
      [release, limit],
    );
    return rows.map(({ text }) => text);
  }

  /** Chunks that a release shows and that have no vector of its model yet: of the first numbers where any are missing. */
  async findWithoutVector(
    scope: StoreScope,
    wanted: { release: number; model: string; limit: number },
  ): Promise<ChunkText[]> {
    for (let from = await this.findNext(scope, 0); from !== null;) {
      const to = from + NUMBERS_AT_ONCE - 1;
      const found = await this.findSomeWithoutVector(scope, { ...wanted, from, to });
      if (found.length > 0) return found;
      from = await this.findNext(scope, to + 1);
    }
    return [];
  }

  /**
   * Of a range of numbers, both included. A set difference and single lookups, because a planner whose statistics lag
   * behind an ingest was seen to nest two scans of the store.
   */
  private findSomeWithoutVector(
    scope: StoreScope,
    range: { release: number; model: string; limit: number; from: number; to: number },
  ): Promise<ChunkText[]> {
    const { release, model, limit, from, to } = range;
    return this.rows<ChunkText>(
      scope,
      `WITH missing AS MATERIALIZED (
         SELECT c.number FROM chunks c
         WHERE c.store_id = $1 AND c.number BETWEEN $5 AND $6 AND ${visible('c', '$2')}
         EXCEPT SELECT number FROM chunk_vectors
         WHERE store_id = $1 AND number BETWEEN $5 AND $6 AND model || '' = $3
         LIMIT $4)
       SELECT ${textColumns} FROM missing m,
         LATERAL (SELECT * FROM chunks WHERE store_id = $1 AND number = m.number LIMIT 1) c, ${titleOf('c')}
       ORDER BY c.number`,
      [release, model, limit, from, to],
    );
  }

  /** The first number from `from` on; null where there are none left. */
  private async findNext(scope: StoreScope, from: number): Promise<number | null> {
    const [row] = await this.rows<{ next: number | null }>(
      scope,
      `SELECT min(number) AS next FROM chunks WHERE store_id = $1 AND number >= $2`,
      [from],
    );
    return row?.next ?? null;
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
