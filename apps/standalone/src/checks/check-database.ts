import pg from 'pg';

import { StartProblem } from '../start-problem.js';

const ANSWER_WITHIN_MS = 5_000;

export interface DatabaseUrls {
  databaseUrl: string;
  databaseOwnerUrl?: string;
}

/**
 * Tries both logins before anything is started. The doors refuse a wrong one themselves, but only after they were loaded,
 * and cannot name the variable for everything that the driver says.
 */
export async function checkDatabase({
  databaseUrl,
  databaseOwnerUrl,
}: DatabaseUrls): Promise<void> {
  if (databaseOwnerUrl) await query('DATABASE_OWNER_URL', databaseOwnerUrl, 'SELECT 1');
  const [found] = await query<{ role: string; isUnbound: boolean; isMigrated: boolean }>(
    'DATABASE_URL',
    databaseUrl,
    `SELECT session_user AS role, to_regclass('public.stores') IS NOT NULL AS "isMigrated",
            bool_or(rolsuper OR rolbypassrls) AS "isUnbound"
     FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')`,
  );
  if (found?.isUnbound) {
    throw new StartProblem(
      `DATABASE_URL logs in as "${found.role}", which row-level security does not bind: use a login that is only a member of storehand_runtime, storehand_platform and storehand_queue, and keep the owner for DATABASE_OWNER_URL.`,
    );
  }
  if (!found?.isMigrated && !databaseOwnerUrl) {
    throw new StartProblem(
      'DATABASE_URL names a database without tables: set DATABASE_OWNER_URL to the login of its owner, who makes them.',
    );
  }
}

async function query<Row extends object>(name: string, url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  });
  // a connection that breaks later is told by the query that fails
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Row>(sql);
    return rows;
  } catch (error) {
    throw new StartProblem(`${name} cannot be used: ${describe(error)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Where a name has several addresses, the driver's own error has a code and no message. */
function describe(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return (message || code || 'unknown reason').replace(/\.$/, '');
}
