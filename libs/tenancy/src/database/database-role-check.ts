import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

import { TENANCY_CONFIG, type TenancyConfig } from '../config/tenancy.config.js';
import { expectBoundRole } from './connections/bound-role.js';
import { StoreConnections } from './store-connections.js';

/**
 * Refuses to start under a role that row-level security does not bind, says so where the database was never migrated, and later proves on demand that a
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
    const [{ isMigrated }] = (await this.dataSource.query(
      `SELECT to_regclass('public.stores') IS NOT NULL AS "isMigrated"`,
    )) as [{ isMigrated: boolean }];
    // no refusal: a deployment may start its processes beside its migration
    if (!isMigrated) this.logger.warn(unmigrated);
    await expectBoundRole(this.dataSource, this.config.database, 'DATABASE_URL');
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
