import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { releaseNotFound } from '../knowledge.errors.js';
import { Release } from './release.entity.js';

/** What a release turned out to hold. */
export type ReleaseContents = Pick<Release, 'pageCount' | 'chunkCount' | 'embeddingDimensions'>;

/** Tables whose rows are born in one release and die in a later one, children first. */
const versioned = ['chunk_vectors', 'chunks', 'pages'] as const;

/** Release rows, and what is true of everything that is born in one release and dies in a later one. */
@Injectable()
export class ReleaseRepository extends StoreScopedRepository<Release> {
  constructor(connections: StoreConnections) {
    super(connections, Release);
  }

  async findLive(scope: StoreScope): Promise<Release | null> {
    const [row] = await this.rows<{ id: string }>(
      scope,
      `SELECT r.id FROM releases r JOIN stores s ON s.id = r.store_id
       WHERE r.store_id = $1 AND r.number = s.live_release`,
    );
    return row ? this.get(scope, row.id) : null;
  }

  async getNumber(scope: StoreScope, number: number): Promise<Release> {
    const release = await this.findOne(scope, { number });
    if (!release) throw releaseNotFound(String(number));
    return release;
  }

  /** Returns whether this call opened it: false when it was open already. */
  async insertBuilding(scope: StoreScope, number: number): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `INSERT INTO releases (store_id, number, status) VALUES ($1, $2, 'building')
       ON CONFLICT (store_id, number) DO NOTHING RETURNING id`,
      [number],
    );
    return rows.length > 0;
  }

  /** Takes back what the given release wrote: its births are removed, its deaths undone. */
  async undo(scope: StoreScope, number: number): Promise<void> {
    for (const table of versioned) {
      await this.rows(scope, `DELETE FROM ${table} WHERE store_id = $1 AND born_release = $2`, [
        number,
      ]);
      await this.rows(
        scope,
        `UPDATE ${table} SET died_release = NULL WHERE store_id = $1 AND died_release = $2`,
        [number],
      );
    }
    await this.rows(scope, `DELETE FROM chunk_terms WHERE store_id = $1 AND release = $2`, [
      number,
    ]);
    await this.update(scope, { number }, { status: 'failed' });
  }

  /** The flip: readers take the number in the same statement as their search. */
  async setLive(scope: StoreScope, number: number | null): Promise<void> {
    await this.rows(scope, `UPDATE stores SET live_release = $2 WHERE id = $1 RETURNING id`, [
      number,
    ]);
  }

  async markPublished(scope: StoreScope, number: number, contents: ReleaseContents): Promise<void> {
    await this.update(scope, { status: 'live' }, { status: 'superseded' });
    await this.update(scope, { number }, { ...contents, status: 'live', publishedAt: new Date() });
  }

  /** Removes what no release from `oldest` on shows: rows that died by then, and the indexes of older releases. */
  async purgeBefore(scope: StoreScope, oldest: number): Promise<void> {
    for (const table of versioned) {
      await this.rows(scope, `DELETE FROM ${table} WHERE store_id = $1 AND died_release <= $2`, [
        oldest,
      ]);
    }
    await this.rows(scope, `DELETE FROM chunk_terms WHERE store_id = $1 AND release < $2`, [
      oldest,
    ]);
    await this.rows(
      scope,
      `DELETE FROM chunk_vectors WHERE store_id = $1 AND NOT EXISTS (
         SELECT FROM releases r WHERE r.store_id = $1 AND r.number >= $2
           AND r.embedding_model = chunk_vectors.model)`,
      [oldest],
    );
  }

  protected notFound(id: string) {
    return releaseNotFound(id);
  }
}
