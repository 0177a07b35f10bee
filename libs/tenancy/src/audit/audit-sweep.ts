import { Inject, Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { auditWritten } from '../events/audit-written.js';
import { AUDIT_CONFIG, type AuditConfig } from './audit.config.js';

const expireAtOnce = 5_000;
const keysAtOnce = 500;

/**
 * Writes down keys that have expired, and removes entries that are older than AUDIT_DAYS, whole days at a time. Both are
 * found by their age only, so it looks across stores.
 */
@Injectable()
export class AuditSweep {
  constructor(
    @Inject(AUDIT_CONFIG) private readonly config: AuditConfig,
    private readonly platform: PlatformRepository,
  ) {}

  /**
   * One entry for each end that a key came to by itself, of the last 30 days, for which entries are kept in any case. Returns
   * how many were new.
   */
  async noteExpired(): Promise<number> {
    const noted = await this.platform.rows(
      `INSERT INTO audit_entries (action, actor_kind, about_store_id, subject_id, outcome, details)
       SELECT 'key.expire', 'system', k.store_id, k.id::text, 'done', jsonb_build_object(
         'kind', k.kind, 'expires_at', ${MOMENT})
       FROM api_keys k JOIN stores s ON s.id = k.store_id
       WHERE k.expires_at < now() AND k.expires_at > now() - interval '30 days'
         AND k.revoked_at IS NULL AND NOT s.is_synthetic
         AND NOT EXISTS (SELECT FROM audit_entries e WHERE e.action = 'key.expire'
           AND e.subject_id = k.id::text AND e.details ->> 'expires_at' = ${MOMENT})
       ORDER BY k.expires_at LIMIT $1
       ON CONFLICT (subject_id, (details ->> 'expires_at')) WHERE action = 'key.expire' DO NOTHING
       RETURNING id`,
      [keysAtOnce],
    );
    for (const _ of noted) auditWritten.publish({ action: 'key.expire', outcome: 'done' });
    return noted.length;
  }

  /** Returns how many were removed, at most 5,000; the next sweep goes on. */
  async removeOld(): Promise<number> {
    const [row] = await this.platform.rows<{ removed: number }>(
      'SELECT audit_expire($1, $2) AS removed',
      [this.config.days, expireAtOnce],
    );
    const removed = row?.removed ?? 0;
    if (removed > 0) auditWritten.publish({ action: 'audit.expire', outcome: 'done' });
    return removed;
  }
}

/** One text for one moment, whatever a session's time zone is. */
const MOMENT = `to_char(k.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
