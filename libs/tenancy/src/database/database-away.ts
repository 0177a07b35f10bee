import { databaseAway } from '../tenancy.errors.js';

/** No connection could be made, or it broke: system errors, PostgreSQL's classes 08 and 57P, and what `pg` says itself. */
const systemCodes = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
const sqlStates = /^(08...|57P0[123]|53300)$/;
const sentences = /Connection terminated|timeout exceeded when trying to connect|not queryable/i;

/** The error itself, or `TENANCY_DATABASE_UNAVAILABLE` where it means that the database is away. */
export function orDatabaseAway(error: unknown): unknown {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const isAway =
    systemCodes.test(String(code)) ||
    sqlStates.test(String(code)) ||
    sentences.test(String(message));
  return isAway ? databaseAway(error) : error;
}
