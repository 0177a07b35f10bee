import { Inject, Injectable } from '@nestjs/common';

import type { StoreScope } from '../scope/store-scope.js';
import { StoreRepository } from '../stores/store.repository.js';
import { RETENTION_CONFIG } from './retention.config.js';
import type { Retention } from './retention.js';

/** How long each store keeps what: what it does not say itself is as the deployment has it. */
@Injectable()
export class StoreRetention {
  constructor(
    @Inject(RETENTION_CONFIG) private readonly deployment: Retention,
    private readonly stores: StoreRepository,
  ) {}

  /** What counts for the store. Throws TENANCY_STORE_NOT_FOUND. */
  async get(scope: StoreScope): Promise<Retention> {
    const { retention } = await this.stores.get(scope);
    return { ...this.deployment, ...retention };
  }

  /** Sets the store's own; the next sweep goes by it. Throws TENANCY_STORE_NOT_FOUND. */
  replace(scope: StoreScope, retention: Partial<Retention>): Promise<void> {
    return this.stores.update(scope, { retention });
  }
}
