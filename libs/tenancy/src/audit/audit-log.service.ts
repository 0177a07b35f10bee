import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { auditWritten } from '../events/audit-written.js';
import type { AuditEnd, AuditFacts } from './audit-action.js';

/** An entry that waits for its end. */
export interface BegunEntry {
  id: string;
  facts: AuditFacts;
}

type Line = AuditFacts & AuditEnd & { id?: string; ends?: string };

/**
 * Writes entries of the audit, which nothing can change. What is done is written before it begins, so that none is done
 * without an entry, and its end is an entry that takes the place of the first; without an end nobody lived to tell. Each
 * is a statement of its own, for the chain waits for whoever writes. It works as the platform: entries outlive their store.
 */
@Injectable()
export class AuditLog {
  constructor(private readonly platform: PlatformRepository) {}

  /** Throws where it could not be written: then nothing must be done. */
  async begin(facts: AuditFacts): Promise<BegunEntry> {
    const id = randomUUID();
    await this.write([{ ...facts, id, outcome: 'begun' }]);
    return { id, facts };
  }

  /** `more`: what is known by now. */
  async end({ id, facts }: BegunEntry, end: AuditEnd, more: Partial<AuditFacts> = {}) {
    const details = { ...facts.details, ...more.details };
    await this.write([{ ...facts, ...more, ...end, details, ends: id }]);
  }

  /** What has happened already, many at once. */
  async record(entries: readonly (AuditFacts & AuditEnd)[]): Promise<void> {
    if (entries.length > 0) await this.write(entries);
  }

  private async write(lines: readonly Line[]): Promise<void> {
    await this.platform.rows(
      `INSERT INTO audit_entries (id, ends, action, actor_kind, actor_key_id, about_store_id,
         subject_id, outcome, code, correlation_id, address, details)
       SELECT coalesce(e.id, gen_random_uuid()), e.ends, e.action, e.actor ->> 'kind',
         (e.actor ->> 'keyId')::uuid, e."aboutStoreId", e."subjectId", e.outcome, e.code,
         e."correlationId", e.address, coalesce(e.details, '{}')
       FROM jsonb_to_recordset($1) AS e (id uuid, ends uuid, action text, actor jsonb,
         "aboutStoreId" uuid, "subjectId" text, outcome text, code text, "correlationId" text,
         address text, details jsonb)`,
      [JSON.stringify(lines)],
    );
    for (const { action, outcome } of lines) auditWritten.publish({ action, outcome });
  }
}
