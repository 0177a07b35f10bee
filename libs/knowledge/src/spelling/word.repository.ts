import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { inParts } from '../in-parts.js';
import { releaseNotFound } from '../knowledge.errors.js';
import { Release } from '../releases/release.entity.js';
import type { ShelfRange } from './known-words.js';
import type { WordShelf } from './vocabulary.js';

/** Of at most a few thousand words each, which the embedded database writes in a moment. */
const SHELVES_AT_ONCE = 10;

/** The words of each release; see `release_words` in the migration. */
@Injectable()
export class WordRepository extends StoreScopedRepository<Release> {
  constructor(connections: StoreConnections) {
    super(connections, Release);
  }

  /** Written twice, the first stays: what a release shows is settled by then. */
  async insertShelves(
    scope: StoreScope,
    release: number,
    shelves: readonly WordShelf[],
  ): Promise<void> {
    for (const some of inParts(shelves, SHELVES_AT_ONCE))
      await this.insertSome(scope, release, some);
  }

  private async insertSome(
    scope: StoreScope,
    release: number,
    shelves: readonly WordShelf[],
  ): Promise<void> {
    await this.rows(
      scope,
      `INSERT INTO release_words (store_id, release, initial, length, words)
       SELECT $1, $2, s.initial, s.length, ARRAY(SELECT jsonb_array_elements_text(s.words))
       FROM jsonb_to_recordset($3::jsonb) AS s (initial text, length int, words jsonb)
       ON CONFLICT DO NOTHING`,
      [release, JSON.stringify(shelves)],
    );
  }

  /** For a release that shows the same chunks as another. False where that has none: it is older than the words. */
  async copyRelease(scope: StoreScope, from: number, release: number): Promise<boolean> {
    const copied = await this.rows(
      scope,
      `WITH copied AS (
         INSERT INTO release_words (store_id, release, initial, length, words)
         SELECT store_id, $3, initial, length, words FROM release_words
         WHERE store_id = $1 AND release = $2 ON CONFLICT DO NOTHING)
       SELECT 1 FROM release_words WHERE store_id = $1 AND release = $2 LIMIT 1`,
      [from, release],
    );
    return copied.length > 0;
  }

  /** The shelves with one of the first letters and a length in the range. */
  findShelves(
    scope: StoreScope,
    release: number,
    { initials, from, to }: ShelfRange,
  ): Promise<WordShelf[]> {
    return this.rows(
      scope,
      `SELECT initial, length, words FROM release_words
       WHERE store_id = $1 AND release = $2 AND initial = ANY ($3) AND length BETWEEN $4 AND $5`,
      [release, initials, from, to],
    );
  }

  /** All shelves of a release; none where they hold more words than that. */
  findAll(scope: StoreScope, release: number, most: number): Promise<WordShelf[]> {
    return this.rows(
      scope,
      `SELECT initial, length, words FROM (
         SELECT initial, length, words, sum(cardinality(words)) OVER () AS total
         FROM release_words WHERE store_id = $1 AND release = $2) shelf
       WHERE total <= $3`,
      [release, most],
    );
  }

  protected notFound(id: string) {
    return releaseNotFound(id);
  }
}
