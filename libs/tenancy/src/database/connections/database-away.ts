import { databaseAway, databaseFull, databaseReadOnly } from '../../tenancy.errors.js';

/**
 * No connection could be made, or it broke: system errors, PostgreSQL's classes 08, 28 (it lets the login in no more) and 57P,
 * 3D000 (it is being restored, and not there), and what `pg` says itself.
 */
const systemCodes = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
const sqlStates = /^(08...|28...|3D000|57P0[123]|53300)$/;
const sentences = /Connection terminated|timeout exceeded when trying to connect|not queryable/i;

/** PostgreSQL's disk_full and read_only_sql_transaction. */
const refusals: Readonly<Record<string, (cause: unknown) => Error>> = {
  '53100': databaseFull,
  '25006': databaseReadOnly,
};

/** The error itself, or what it means for the caller: that the database is away, full or read-only. */
export function orDatabaseAway(error: unknown): unknown {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const refusal = refusals[String(code)];
  if (refusal !== undefined) return refusal(error);
  const isAway =
    systemCodes.test(String(code)) ||
    sqlStates.test(String(code)) ||
    sentences.test(String(message));
  return isAway ? databaseAway(error) : error;
}
