import { writeCsv } from '../http/output/csv.js';
import type { AuditEntryDto } from './audit.dto.js';

const columns = [
  'at',
  'action',
  'actor',
  'actor_key_id',
  'about_store_id',
  'subject_id',
  'outcome',
  'code',
  'correlation_id',
  'address',
] as const;

/** Entries as a table, their details as JSON in the last column. */
export const writeAuditCsv = (entries: readonly AuditEntryDto[]): string =>
  writeCsv([
    [...columns, 'details'],
    ...entries.map((entry) => [
      ...columns.map((column) => entry[column]),
      JSON.stringify(entry.details),
    ]),
  ]);
