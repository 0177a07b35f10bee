import type { DataSource } from 'typeorm';

import { runtimeRole } from '../roles.js';
import type { DatabaseLocation } from './database-location.js';

/**
 * Throws under a role that row-level security does not bind: superuser, BYPASSRLS, owner of a store's table, or a member of
 * such a role. `variable` is the one that named the login.
 */
export async function expectBoundRole(
  source: DataSource,
  { kind }: DatabaseLocation,
  variable: string,
): Promise<void> {
  const [{ role }] = (await source.query(`SELECT session_user AS role`)) as [{ role: string }];
  // the embedded database has one user; there only the role that transactions take on can be bound
  const bound = kind === 'embedded' ? runtimeRole : role;
  const offenders: { rolname: string }[] = await source.query(
    `SELECT r.rolname FROM pg_roles r
     WHERE pg_has_role($1, r.oid, 'MEMBER') AND (r.rolsuper OR r.rolbypassrls OR r.oid IN (
       SELECT c.relowner FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relrowsecurity))`,
    [bound],
  );
  if (offenders.length === 0) return;
  const why = offenders.map(({ rolname }) => rolname).join(', ');
  throw new Error(
    `${variable} logs in as "${role}", which row-level security does not bind (by ${why}): use a login that is only a ` +
      `member of ${runtimeRole} and its siblings, and keep the owner for ${ownerOf(variable)}.`,
  );
}

const ownerOf = (variable: string) => variable.replace(/URL/, 'OWNER_URL');
