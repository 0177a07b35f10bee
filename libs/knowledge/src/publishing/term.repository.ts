import { AppError, StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { Chunk } from '../indexing/chunk.entity.js';
import { chunkNotFound } from '../knowledge.errors.js';
import type { Posting } from './postings.js';

/** Of a few numbers each, as most are. */
const TERMS_AT_ONCE = 500;

/** Which row of a release it is. */
type RowKey = Pick<Posting, 'term'> & { segment: number };

const beforeAll: RowKey = { term: -(2 ** 31), segment: -1 };

/** The inverted index of each release, a row per term and segment; see `chunk_terms` in the migration. */
@Injectable()
export class TermRepository extends StoreScopedRepository<Chunk> {
  constructor(connections: StoreConnections) {
    super(connections, Chunk);
  }

  /** For a release that shows the same chunks as another. Some rows at a time, so that nobody waits long for the session. */
  async copyRelease(scope: StoreScope, from: number, release: number): Promise<void> {
    let last: RowKey | undefined = beforeAll;
    while (last !== undefined) last = await this.copySome(scope, { from, release }, last);
  }

  /** Returns the last row that it came to; nothing where it came to the end. */
  private async copySome(
    scope: StoreScope,
    { from, release }: { from: number; release: number },
    { term, segment }: RowKey,
  ): Promise<RowKey | undefined> {
    const [last] = await this.rows<RowKey>(
      scope,
      `WITH part AS MATERIALIZED (
         SELECT term, segment, numbers, weights FROM chunk_terms
         WHERE store_id = $1 AND release = $2 AND (term, segment) > ($4::int, $5::int)
         ORDER BY term, segment LIMIT ${TERMS_AT_ONCE}),
       copied AS (
         INSERT INTO chunk_terms (store_id, release, term, segment, numbers, weights)
         SELECT $1, $3, term, segment, numbers, weights FROM part ON CONFLICT DO NOTHING)
       SELECT term, segment FROM part ORDER BY term DESC, segment DESC LIMIT 1`,
      [from, release, term, segment],
    );
    return last;
  }

  async insertPostings(
    scope: StoreScope,
    { release, segment }: { release: number; segment: number },
    postings: readonly Posting[],
  ): Promise<void> {
    await this.rows(
      scope,
      `INSERT INTO chunk_terms (store_id, release, term, segment, numbers, weights)
       SELECT $1, $2, u.term, $3, u.numbers::int[], u.weights::real[]
       FROM unnest($4::int[], $5::text[], $6::text[]) AS u (term, numbers, weights)
       ON CONFLICT DO NOTHING`,
      [
        release,
        segment,
        postings.map(({ term }) => term),
        postings.map(({ numbers }) => `{${numbers.join(',')}}`),
        postings.map(({ weights }) => `{${weights.map((weight) => weight.toFixed(4)).join(',')}}`),
      ],
    );
  }

  /** The languages of what a release shows, by their tags, that of most pages first; null where a text does not tell. */
  async findLanguages(scope: StoreScope, releaseNumber: number): Promise<(string | null)[]> {
    const rows = await this.rows<{ language: string | null }>(
      scope,
      `SELECT language FROM pages
       WHERE store_id = $1 AND born_release <= $2 AND (died_release IS NULL OR died_release > $2)
       GROUP BY language ORDER BY count(*) DESC, language`,
      [releaseNumber],
    );
    return rows.map(({ language }) => language);
  }

  protected notFound(id: string): AppError {
    return chunkNotFound(id);
  }
}
