import { setTimeout as sleep } from 'node:timers/promises';

import type pg from 'pg';

/** Any number that nothing else in the database locks. */
const lockKey = 7_361_020_417;
const lookAgainMs = 500;

/**
 * What waits for a lock has everybody else wait behind it, so it gives up after this and comes again: before the second
 * after which the database looks for circles of those who wait, and fails one of them.
 */
export const migrationLockTimeoutMs = 900;
/** About 20 minutes of tries: longer than any transaction of ours, and a dump may take as long. */
const mostTries = 100;
const longestPauseMs = 10_000;
/** No lock in time; or in a circle. */
const lockCodes: unknown[] = ['55P03', '40P01'];

/**
 * Runs some work while no other process migrates this database; the client stays connected meanwhile, and what it holds
 * goes with its connection, however that ends. Asked for again and again instead of waited for: a waiting statement would be one that
 * `CREATE INDEX CONCURRENTLY` of the other process waits for in turn. The embedded database has one session for all, which
 * is given every lock that it has: there the lock on its directory lets one process in.
 */
export async function inMigrationTurn<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  while (!(await isOurs(client))) await sleep(lookAgainMs);
  return work();
}

async function isOurs(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS ours',
    [lockKey],
  );
  return rows[0]?.ours === true;
}

/**
 * Runs work that may be repeated until it is given its locks: readers and writers go on between its tries, whatever long
 * transaction it comes behind. Throws what it failed with last.
 */
export async function untilLocked<T>(work: () => Promise<T>, tries = mostTries): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!lockCodes.includes(codeOf(error)) || attempt >= tries) throw error;
      await sleep(Math.min(longestPauseMs, 250 * 2 ** attempt));
    }
  }
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;
