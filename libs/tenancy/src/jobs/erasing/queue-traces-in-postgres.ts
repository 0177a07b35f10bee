import type pg from 'pg';

import type { Traces } from './queue-traces.js';

/** BullMQ's tables that may name a job or a store beside the jobs themselves. */
const statements = [
  `DELETE FROM event WHERE queue = $1 AND (data ->> 'jobId' = ANY ($2) OR strpos(data::text, $3) > 0)`,
  `DELETE FROM dedup WHERE queue = $1 AND (job_id = ANY ($2) OR strpos(dedup_id, $3) > 0)`,
  `DELETE FROM dedup_next WHERE queue = $1 AND (payload ->> 'jobId' = ANY ($2) OR strpos(dedup_id, $3) > 0)`,
];

/** Removes what a queue in PostgreSQL keeps beside its jobs, in the role and schema of its own pool. */
export async function forgetInPostgres(
  pool: pg.Pool,
  queue: string,
  { jobIds, storeId }: Traces,
): Promise<void> {
  // without a store a word that nothing holds
  const word = storeId ?? '\u0001';
  for (const statement of statements) await pool.query(statement, [queue, [...jobIds], word]);
}

/** The jobs of a store in every state. */
export async function jobIdsInPostgres(
  pool: pg.Pool,
  queue: string,
  storeId: string,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM job WHERE queue = $1 AND data ->> 'storeId' = $2`,
    [queue, storeId],
  );
  return rows.map(({ id }) => id);
}
