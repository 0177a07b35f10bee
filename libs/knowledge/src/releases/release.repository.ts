import { StoreConnections, StoreScopedRepository, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { releaseNotFound } from '../knowledge.errors.js';
import { Release } from './release.entity.js';

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

  /** Opens a release for building with its embedding model; the model it was opened with stays. */
  async open(scope: StoreScope, number: number, embeddingModel: string): Promise<Release> {
    await this.rows(
      scope,
      `INSERT INTO releases (store_id, number, status, embedding_model) VALUES ($1, $2, 'building', $3)
       ON CONFLICT (store_id, number) DO NOTHING RETURNING id`,
      [number, embeddingModel],
    );
    const release = await this.findOne(scope, { number });
    if (!release) throw releaseNotFound(String(number));
    return release;
  }

  /** The flip: readers take this number in the same statement as their search. */
  async setLive(scope: StoreScope, number: number | null): Promise<void> {
    await this.rows(scope, `UPDATE stores SET live_release = $2 WHERE id = $1 RETURNING id`, [
      number,
    ]);
  }

  protected notFound(id: string) {
    return releaseNotFound(id);
  }
}
