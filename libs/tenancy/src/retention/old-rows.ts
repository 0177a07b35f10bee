import { Inject, Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { RETENTION_CONFIG } from './retention.config.js';
import type { Retention, RetentionName } from './retention.js';

/** Rows of a store-owned table that has an index of their age; `column`: what is unique in the store. */
interface Aged {
  table: string;
  column: string;
  kept: RetentionName;
}

/**
 * Finds what stores keep no longer, each by its own time or else the deployment's. It looks across stores, since what is too
 * old is found by its age only.
 */
@Injectable()
export class OldRows {
  constructor(
    @Inject(RETENTION_CONFIG) private readonly deployment: Retention,
    private readonly platform: PlatformRepository,
  ) {}

  /** Removes the oldest; returns how many, at most `atOnce` in each database. The next call goes on. */
  async remove({ table, column, kept }: Aged, atOnce: number): Promise<number> {
    const removed = await this.platform.everywhere(
      `DELETE FROM ${table} WHERE (store_id, ${column}) IN (
         SELECT old.store_id, old.${column} FROM stores s
         CROSS JOIN LATERAL (
           SELECT store_id, ${column} FROM ${table}
           WHERE store_id = s.id AND created_at < ${endOf(kept)}
           ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED) AS old
         LIMIT $2)
       RETURNING ${column}`,
      [this.deployment[kept], atOnce],
    );
    return removed.length;
  }

  /** The stores that have some which nobody touched since, either; at most `atOnce` in each database. */
  async storesWith({ table, kept }: Omit<Aged, 'column'>, atOnce: number): Promise<string[]> {
    const rows = await this.platform.everywhere<{ id: string }>(
      `SELECT s.id FROM stores s WHERE s.is_active AND EXISTS (
         SELECT FROM ${table} t WHERE t.store_id = s.id
           AND t.created_at < ${endOf(kept)} AND t.updated_at < ${endOf(kept)})
       LIMIT $2`,
      [this.deployment[kept], atOnce],
    );
    return rows.map(({ id }) => id);
  }
}

const endOf = (kept: RetentionName) =>
  `now() - make_interval(days => coalesce((s.retention ->> '${kept}')::integer, $1))`;
