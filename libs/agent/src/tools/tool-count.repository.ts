import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { orderEndpointNotFound } from '../orders/orders.errors.js';
import { ToolCount } from './tool-count.entity.js';

export interface Allowance {
  key: string;
  /** As often as it may be done within `seconds` from the first time on. */
  limit: number;
  seconds: number;
}

/** Counts by compare and set, so that however many ask at once, no more than the limit are let through. */
@Injectable()
export class ToolCountRepository extends StoreScopedRepository<ToolCount> {
  constructor(connections: StoreConnections) {
    super(connections, ToolCount);
  }

  /** False where it was done as often as it may be. Counts of other keys that are over go along. */
  async take(scope: StoreScope, { key, limit, seconds }: Allowance): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `WITH over AS (
         DELETE FROM tool_counts WHERE store_id = $1 AND id IN (
           SELECT id FROM tool_counts WHERE store_id = $1 AND key <> $2 AND ends_at < now()
           LIMIT 50 FOR UPDATE SKIP LOCKED)
       )
       INSERT INTO tool_counts AS t (store_id, key, uses, ends_at)
       VALUES ($1, $2, 1, now() + make_interval(secs => $4))
       ON CONFLICT (store_id, key) DO UPDATE SET updated_at = now(),
         uses = CASE WHEN t.ends_at < now() THEN 1 ELSE t.uses + 1 END,
         ends_at = CASE WHEN t.ends_at < now() THEN excluded.ends_at ELSE t.ends_at END
       WHERE t.store_id = $1 AND (t.ends_at < now() OR t.uses < $3)
       RETURNING t.id`,
      [key, limit, seconds],
    );
    return rows.length > 0;
  }

  /** As it stands now. */
  async uses(scope: StoreScope, key: string): Promise<number> {
    const [row] = await this.rows<{ uses: number }>(
      scope,
      'SELECT uses FROM tool_counts WHERE store_id = $1 AND key = $2 AND ends_at >= now()',
      [key],
    );
    return row?.uses ?? 0;
  }

  /** Nobody asks for one by its id. */
  protected notFound() {
    return orderEndpointNotFound();
  }
}
