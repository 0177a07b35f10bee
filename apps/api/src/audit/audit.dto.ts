import {
  auditActions,
  auditActorKinds,
  type AuditEntry as Entry,
  type AuditFilter,
  auditOutcomes,
  type ChainHead,
  type ChainState,
} from '@app/tenancy';
import { z } from 'zod';

import { count, day, listQuery, sliceOf, time, uuid } from '../http/input/fields.js';

const action = z.enum(auditActions);
const actor = z.enum(auditActorKinds);
const outcome = z.enum(auditOutcomes);

/** `store_id` would be looked up, and entries outlive their store. */
export const AuditQuery = z.object({
  ...listQuery,
  about_store_id: uuid('Of this store, which may be erased by now.').optional(),
  action: action.optional().describe('Of this kind.').meta({ example: 'key.rotate' }),
  actor: actor.optional().describe('By such a key, or by nobody known.').meta({ example: 'admin' }),
  actor_key_id: uuid("By this key of a store's.").optional(),
  outcome: outcome.optional().describe('That ended so.').meta({ example: 'refused' }),
  from: day('Not before this day, of UTC.', '2026-01-01'),
  to: day('Not after this day, of UTC.', '2026-01-31'),
});
export type AuditQueryDto = z.infer<typeof AuditQuery>;

export const AuditEntry = z
  .object({
    id: uuid('The entry.'),
    at: time('When it was written, by the clock of the database.'),
    action: action.describe('What was done.').meta({ example: 'key.rotate' }),
    actor: actor
      .describe(
        'Whose key it was: the operator’s, a store’s, a widget’s or a session of one; `system`: a sweep, `unknown`: none that works.',
      )
      .meta({ example: 'admin' }),
    actor_key_id: uuid("Which key of a store's; null for others.").nullable(),
    about_store_id: uuid('The store it is about; null where it is about none.').nullable(),
    subject_id: z
      .string()
      .nullable()
      .describe('What it was done to: the last id of the path, or of what was made.')
      .meta({ example: '0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11' }),
    outcome: outcome
      .describe(
        '`begun`: it goes on, or its process died and nobody knows how it ended. `refused`: for a reason of the caller’s; `failed`: for one of ours.',
      )
      .meta({ example: 'done' }),
    code: z
      .string()
      .nullable()
      .describe('Of the problem that it was refused or failed with.')
      .meta({ example: null }),
    correlation_id: z
      .string()
      .nullable()
      .describe('Of its request, as in the log.')
      .meta({ example: '4a1f0c52-6f0d-4a35-8f0e-0f8f4f1f2f10' }),
    address: z
      .string()
      .nullable()
      .describe('Where the request came from, as far as AUDIT_ADDRESSES has it kept.')
      .meta({ example: '203.0.113.0/24' }),
    details: z
      .record(z.string(), z.unknown())
      .describe(
        'Names and numbers: the operation, which fields it was given, of refusals how many there were and when.',
      )
      .meta({ example: { operation: 'rotateKey', fields: ['overlap_seconds'] } }),
  })
  .meta({ id: 'AuditEntry', description: 'Something that was done, or refused.' });
export type AuditEntryDto = z.infer<typeof AuditEntry>;

export const AuditEntryList = sliceOf('AuditEntryList', AuditEntry);
export type AuditEntryListDto = z.infer<typeof AuditEntryList>;

const headText = /^(\d{1,15}):([0-9a-f]{64})$/;

export const VerifyAuditQuery = z.object({
  head: z
    .string()
    .regex(headText, 'Must be a "head" that a verification returned')
    .optional()
    .describe('The `head` of an earlier verification that was kept elsewhere.')
    .meta({ example: `41:${'0f'.repeat(32)}` }),
});
export type VerifyAuditQueryDto = z.infer<typeof VerifyAuditQuery>;

export const AuditVerification = z
  .object({
    is_whole: z.boolean().describe('All entries are as they were written.').meta({ example: true }),
    entries: count('Entries that were looked at.', 41),
    head: z
      .string()
      .nullable()
      .describe(
        'The newest entry, with its hash; keep it elsewhere and send it the next time. Null while there is none.',
      )
      .meta({ example: `41:${'0f'.repeat(32)}` }),
    fault: z
      .object({
        sequence: count('The number of the first entry that is not right.', 17),
        what: z
          .enum(['changed', 'unlinked', 'head'])
          .describe(
            '`changed`: it is not what was written. `unlinked`: one before it is missing or another. `head`: it is not that of the head.',
          )
          .meta({ example: 'changed' }),
      })
      .nullable()
      .describe('Where they are not; null where they are.')
      .meta({ example: null }),
  })
  .meta({ id: 'AuditVerification', description: 'Whether the audit is as it was written.' });
export type AuditVerificationDto = z.infer<typeof AuditVerification>;

export const toFilter = (query: AuditQueryDto): AuditFilter => ({
  aboutStoreId: query.about_store_id,
  action: query.action,
  actor: query.actor,
  actorKeyId: query.actor_key_id,
  outcome: query.outcome,
  from: query.from,
  to: query.to,
});

export const toAuditEntryDto = (entry: Entry): AuditEntryDto => ({
  id: entry.id,
  at: entry.at.toISOString(),
  action: entry.action,
  actor: entry.actorKind,
  actor_key_id: entry.actorKeyId,
  about_store_id: entry.aboutStoreId,
  subject_id: entry.subjectId,
  outcome: entry.outcome,
  code: entry.code,
  correlation_id: entry.correlationId,
  address: entry.address,
  details: entry.details,
});

export function toHead({ head }: VerifyAuditQueryDto): ChainHead | undefined {
  const [, sequence, hash] = headText.exec(head ?? '') ?? [];
  return hash === undefined ? undefined : { sequence: Number(sequence), hash };
}

export const toAuditVerificationDto = ({
  entries,
  head,
  fault,
}: ChainState): AuditVerificationDto => ({
  is_whole: fault === null,
  entries,
  head: head && `${head.sequence}:${head.hash}`,
  fault,
});
