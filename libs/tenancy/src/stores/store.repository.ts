import { Injectable } from '@nestjs/common';

import { StoreConnections } from '../database/store-connections.js';
import type { StoreScope } from '../scope/store-scope.js';
import { storeNotFound } from '../tenancy.errors.js';
import { Store } from './store.entity.js';

export type StorePatchFields = Partial<
  Pick<
    Store,
    | 'name'
    | 'domain'
    | 'platform'
    | 'shopifyDomain'
    | 'isActive'
    | 'settings'
    | 'limits'
    | 'retention'
    | 'credentials'
  >
>;

/**
 * A store's own row, read and changed under its own scope. The shared database has it for whoever finds a store; one that
 * lives elsewhere has a copy there, which its own work reads and which also says what is live.
 */
@Injectable()
export class StoreRepository {
  constructor(private readonly connections: StoreConnections) {}

  async get(scope: StoreScope): Promise<Store> {
    const store = await this.connections.run(scope, (manager) =>
      manager.findOne(Store, { where: { id: scope.storeId } }),
    );
    if (!store) throw storeNotFound(scope.storeId);
    return store;
  }

  /** Until the end of the transaction nobody else adds to what this limit counts. */
  async lockLimit(scope: StoreScope, name: string): Promise<void> {
    await this.connections.statement(scope, {
      text: `SELECT pg_advisory_xact_lock(hashtextextended('limit ' || $2 || s.id::text, 0))
             FROM stores s WHERE s.id = $1`,
      values: [scope.storeId, name],
      isKept: false,
    });
  }

  async update(scope: StoreScope, patch: StorePatchFields): Promise<void> {
    await this.change(this.connections.inDirectory(scope), patch);
    if (await this.connections.livesApart(scope)) await this.change(scope, patch);
  }

  private async change(scope: StoreScope, patch: StorePatchFields): Promise<void> {
    const result = await this.connections.run(scope, (manager) =>
      manager.update(Store, { id: scope.storeId }, patch as never),
    );
    if (!result.affected) throw storeNotFound(scope.storeId);
  }
}
