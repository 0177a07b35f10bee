import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { decodeCursor, type ListSlice, toSlice } from '../stores/list-cursor.js';
import type { AuditAction, AuditActor, AuditOutcome } from './audit-action.js';

export interface AuditEntry {
  id: string;
  at: Date;
  action: AuditAction;
  actorKind: AuditActor['kind'];
  actorKeyId: string | null;
  aboutStoreId: string | null;
  subjectId: string | null;
  outcome: AuditOutcome;
  code: string | null;
  correlationId: string | null;
  address: string | null;
  details: Record<string, unknown>;
}

/** Which entries; what is left out does not count. `from`, `to`: days of UTC, both included, as YYYY-MM-DD. */
export interface AuditFilter {
  aboutStoreId?: string;
  action?: AuditAction;
  actor?: AuditActor['kind'];
  actorKeyId?: string;
  outcome?: AuditOutcome;
  from?: string;
  to?: string;
}

/** Reads the entries of all stores, of erased ones, too, and of none, for the operator, which is why it looks across stores. */
@Injectable()
export class AuditDirectory {
  constructor(private readonly platform: PlatformRepository) {}

  /** Newest first. An entry that has an end is told by that. Throws TENANCY_CURSOR_MALFORMED. */
  async list(
    filter: AuditFilter,
    { cursor, limit }: { cursor?: string; limit: number },
  ): Promise<ListSlice<AuditEntry>> {
    const { aboutStoreId, action, actor, actorKeyId, outcome, from, to } = filter;
    const before = cursor === undefined ? null : decodeCursor(cursor).id;
    const rows = await this.platform.rows<AuditEntry & { cursorTime: string }>(
      `SELECT e.id, e.at, e.at::text AS "cursorTime", e.action, e.actor_kind AS "actorKind",
         e.actor_key_id AS "actorKeyId", e.about_store_id AS "aboutStoreId",
         e.subject_id AS "subjectId", e.outcome, e.code, e.correlation_id AS "correlationId",
         e.address, e.details
       FROM audit_entries e
       WHERE ($1::uuid IS NULL OR e.about_store_id = $1) AND ($2::text IS NULL OR e.action = $2)
         AND ($3::text IS NULL OR e.actor_kind = $3) AND ($4::uuid IS NULL OR e.actor_key_id = $4)
         AND ($5::text IS NULL OR e.outcome = $5)
         AND ($6::date IS NULL OR e.at >= $6::date::timestamp AT TIME ZONE 'utc')
         AND ($7::date IS NULL OR e.at < ($7::date + 1)::timestamp AT TIME ZONE 'utc')
         AND (e.outcome <> 'begun'
           OR NOT EXISTS (SELECT FROM audit_entries later WHERE later.ends = e.id))
         AND ($8::uuid IS NULL
           OR e.sequence < (SELECT last.sequence FROM audit_entries last WHERE last.id = $8))
       ORDER BY e.sequence DESC LIMIT $9`,
      [aboutStoreId, action, actor, actorKeyId, outcome, from, to, before, limit + 1].map(
        (value) => value ?? null,
      ),
    );
    return toSlice(rows, limit);
  }
}
