import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { releaseNotFound } from '../knowledge.errors.js';
import { Release } from './release.entity.js';

/** Keeps a statement of the purge, and the locks it holds, to a fraction of a second. */
const PAGES_AT_ONCE = 100;
const CHUNKS_AT_ONCE = 1_000;
const TERMS_AT_ONCE = 5_000;

/** What is true of everything that is born in one release and dies in a later one: pages, chunks, vectors, terms. */
@Injectable()
export class VersionRepository extends StoreScopedRepository<Release> {
  constructor(connections: StoreConnections) {
    super(connections, Release);
  }

  /**
   * Takes back what every release after `live` wrote: births are removed, deaths undone. Pages that one of them had cut
   * again are cut anew by the next, since what was left out of them then is not what their chunks leave out now. `IS TRUE`
   * keeps a set that is asked of each row from becoming a join, which may look through the store's rows for each.
   */
  async rewind(tx: StoreScope, live: number): Promise<void> {
    await this.rows(
      tx,
      `UPDATE pages SET indexed_at = NULL WHERE store_id = $1 AND born_release <= $2 AND (id IN (
         SELECT page_id FROM chunks WHERE store_id = $1 AND (born_release > $2 OR died_release > $2))) IS TRUE`,
      [live],
    );
    for (const statement of [
      'DELETE FROM pages WHERE store_id = $1 AND born_release > $2',
      'DELETE FROM chunks WHERE store_id = $1 AND born_release > $2',
      'UPDATE pages SET died_release = NULL WHERE store_id = $1 AND died_release > $2',
      `WITH revived AS (
         UPDATE chunks SET died_release = NULL WHERE store_id = $1 AND died_release > $2 RETURNING number)
       UPDATE chunk_vectors SET died_release = NULL
       WHERE store_id = $1 AND (number IN (SELECT number FROM revived)) IS TRUE`,
      'DELETE FROM chunk_terms WHERE store_id = $1 AND release > $2',
      'DELETE FROM release_words WHERE store_id = $1 AND release > $2',
    ]) {
      await this.rows(tx, statement, [live]);
    }
  }

  /** Whether a release shows other pages than the one before it, or others of their versions. */
  async hasOtherPages(scope: StoreScope, release: number): Promise<boolean> {
    const [row] = await this.rows<{ changed: boolean }>(
      scope,
      `SELECT EXISTS (SELECT FROM pages WHERE store_id = $1 AND born_release = $2)
           OR EXISTS (SELECT FROM pages WHERE store_id = $1 AND died_release = $2) AS changed`,
      [release],
    );
    return row?.changed ?? true;
  }

  /** Removes some of what no release from `oldest` on shows; false when nothing is left to remove. */
  async purgeSome(scope: StoreScope, oldest: number): Promise<boolean> {
    const statements: [sql: string, atOnce: number][] = [
      [some('pages', 'died_release <= $2'), PAGES_AT_ONCE],
      [some('chunks', 'died_release <= $2'), CHUNKS_AT_ONCE],
      [some('chunk_terms', 'release < $2'), TERMS_AT_ONCE],
      [some('release_words', 'release < $2'), TERMS_AT_ONCE],
      [some('chunk_vectors', `model <> ALL (${modelsFrom})`), CHUNKS_AT_ONCE],
    ];
    for (const [sql, atOnce] of statements) {
      const [removed] = await this.rows<{ count: number }>(scope, sql, [oldest, atOnce]);
      if (removed !== undefined && removed.count > 0) return true;
    }
    return false;
  }

  protected notFound(id: string) {
    return releaseNotFound(id);
  }
}

/** The chunks of a page go with it, the vectors of a chunk too. */
const some = (table: string, condition: string): string => `
  WITH removed AS (
    DELETE FROM ${table} WHERE store_id = $1 AND ctid = ANY (ARRAY(
      SELECT ctid FROM ${table} WHERE store_id = $1 AND ${condition} LIMIT $3)) RETURNING 1)
  SELECT count(*)::int AS count FROM removed`;

const modelsFrom = `ARRAY(SELECT embedding_model FROM releases
  WHERE store_id = $1 AND number >= $2 AND embedding_model IS NOT NULL)`;
