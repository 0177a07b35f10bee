import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

import { TENANCY_CONFIG, type TenancyConfig } from '../config/tenancy.config.js';
import { runtimeRole, StoreConnections } from './store-connections.js';

/**
 * Refuses to start under a role that row-level security does not bind (superuser, BYPASSRLS, owner of a store's table,
 * or a member of such a role), says so where the database was never migrated, and later proves on demand that a
 * transaction without a store sees nothing.
 */
@Injectable()
export class DatabaseRoleCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger(DatabaseRoleCheck.name);

  constructor(
    private readonly connections: StoreConnections,
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(TENANCY_CONFIG) private readonly config: TenancyConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const [{ role, isMigrated }] = (await this.dataSource.query(
      `SELECT session_user AS role, to_regclass('public.stores') IS NOT NULL AS "isMigrated"`,
    )) as [{ role: string; isMigrated: boolean }];
    // no refusal: a deployment may start its processes beside its migration
    if (!isMigrated) this.logger.warn(unmigrated);
    // the embedded database has one user; there only the role that transactions take on can be bound
    const bound = this.config.database.kind === 'embedded' ? runtimeRole : role;
    const offenders: { rolname: string }[] = await this.dataSource.query(
      `SELECT r.rolname FROM pg_roles r
       WHERE pg_has_role($1, r.oid, 'MEMBER') AND (r.rolsuper OR r.rolbypassrls OR r.oid IN (
         SELECT c.relowner FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relrowsecurity))`,
      [bound],
    );
    if (offenders.length > 0) {
      throw new Error(
        `DATABASE_URL logs in as "${role}", which row-level security does not bind (by ${offenders
          .map(({ rolname }) => rolname)
          .join(
            ', ',
          )}): use a login that is only a member of ${runtimeRole} and its siblings, and keep the owner for DATABASE_OWNER_URL.`,
      );
    }
  }

  /** Rows that a transaction without a store can see, over all store tables; anything but 0 is an alarm. */
  async countRowsWithoutStore(): Promise<number> {
    return this.connections.withoutStore(async (manager) => {
      const [row] = (await manager.query(
        `SELECT (SELECT count(*) FROM stores) + (SELECT count(*) FROM api_keys) AS visible`,
      )) as [{ visible: string }];
      return Number(row.visible);
    });
  }
}

const unmigrated =
  'The database holds no tables of Storehand, so nothing can be served: run `npm run db:migrate` with DATABASE_OWNER_URL.';
