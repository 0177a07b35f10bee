import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { Databases } from '../../database/connections/databases.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { StoreHolds } from '../store-holds.js';
import { placesForgottenAfterMs } from '../store-places.js';
import { ArrivingRows } from './arriving-rows.js';
import {
  ArrivingStoreRepository,
  type Claim,
  type DirectoryRows,
} from './arriving-store.repository.js';

/**
 * How a store comes to be: nobody finds it until its row in the shared database says where it lives, which is the last thing
 * that happens. Cut off before that, it is absent, and the same again goes on with what is there.
 */
@Injectable()
export class ArrivingStores {
  constructor(
    private readonly databases: Databases,
    private readonly holds: StoreHolds,
    private readonly stores: ArrivingStoreRepository,
    private readonly rows: ArrivingRows,
  ) {}

  /** Makes room for its rows in a database, where they do not count yet; what a try elsewhere left is removed. */
  async begin(scope: StoreScope, to: Database, claim: Claim): Promise<void> {
    const before = await this.stores.claim(scope, claim);
    if (before.placement !== claim.placement) {
      await this.clear(scope, await this.databases.get(before.placement));
    }
    await this.stores.hold(scope, claim);
    await this.holds.hold(to, scope, 'arriving');
    await this.stores.putCopy(to, scope);
  }

  async open(scope: StoreScope, to: Database, whole: DirectoryRows, claim: Claim): Promise<void> {
    if (to === this.databases.shared) return this.stores.open(scope, whole, claim);
    await this.stores.fillCopy(to, scope, whole);
    // whoever still looks for it in the shared database must not write there
    await this.holds.hold(this.databases.shared, scope, 'left');
    await this.holds.release(to, scope);
    try {
      await this.stores.open(scope, whole, claim);
    } catch (error) {
      await this.holds.hold(to, scope, 'arriving');
      throw error;
    }
    await sleep(placesForgottenAfterMs);
    await this.holds.release(this.databases.shared, scope);
  }

  /** Removes all of it but its place in the directory. Throws TENANCY_CAPSULE_BUSY where somebody goes on with it. */
  async removeRows(scope: StoreScope, claim: Claim): Promise<void> {
    const database = await this.databases.get(claim.placement);
    // whoever was held up since it claimed it must not touch what has arrived by now
    await this.stores.holdLeft(scope, claim);
    await this.clear(scope, database);
    // of one that was cut off just before it was there
    await this.holds.release(this.databases.shared, scope);
  }

  private async clear(scope: StoreScope, database: Database): Promise<void> {
    await this.holds.hold(database, scope, 'arriving');
    await this.rows.remove(database, scope);
    await this.stores.removeCopy(database, scope);
    await this.holds.release(database, scope);
  }
}
