import { Inject, Injectable } from '@nestjs/common';

import { TENANCY_CONFIG, type TenancyConfig } from '../config/tenancy.config.js';
import type { StoreScope } from '../scope/store-scope.js';
import { StoreRepository } from '../stores/store.repository.js';
import { capReached } from '../tenancy.errors.js';
import type { Bucket } from './request-limits.js';
import {
  type CapName,
  effectiveLimits,
  type Limits,
  type RateName,
  storeLimits,
} from './store-limits.js';

/** What is remembered of a store's limits is at most so old. */
const rememberMs = 1_000;
const rememberAtMost = 10_000;

export interface CapWish {
  used: () => Promise<number>;
  more?: number;
}

/** What each store may ask for and have; a cap that is reached is refused by its name. */
@Injectable()
export class StoreLimitsService {
  private readonly remembered = new Map<string, { until: number; limits: Limits }>();

  constructor(
    @Inject(TENANCY_CONFIG) private readonly config: TenancyConfig,
    private readonly stores: StoreRepository,
  ) {}

  /** The limits as they count now, at most a second old. */
  async get(scope: StoreScope): Promise<Limits> {
    const known = this.remembered.get(scope.storeId);
    if (known && known.until > Date.now()) return known.limits;
    const { limits: own } = await this.stores.get(scope);
    const limits = effectiveLimits(own, this.config.storeLimits);
    if (this.remembered.size >= rememberAtMost) this.remembered.clear();
    this.remembered.set(scope.storeId, { until: Date.now() + rememberMs, limits });
    return limits;
  }

  /** What counts for a store that has no limits of its own. */
  usual(): Limits {
    return effectiveLimits({}, this.config.storeLimits);
  }

  /** Sets the store's own limits; what is not named is as the deployment has it. */
  async replace(scope: StoreScope, limits: Partial<Limits>): Promise<void> {
    await this.stores.update(scope, { limits });
    this.remembered.delete(scope.storeId);
  }

  /**
   * Throws TENANCY_LIMIT_REACHED, or TENANCY_TOO_MANY_WAITING, where a store may not have so many more. Inside a transaction two that add at once do
   * not both count what is there before the other.
   */
  async checkCap(
    scope: StoreScope,
    name: CapName,
    { used: count, more = 1 }: CapWish,
  ): Promise<void> {
    const limit = (await this.get(scope))[name];
    await this.stores.lockLimit(scope, name);
    const used = await count();
    if (used + more > limit) throw capReached(name, { limit, used, more });
  }

  /** The bucket of a rate, which all processes share. */
  async bucketOf(scope: StoreScope, name: RateName): Promise<Bucket> {
    const limit = (await this.get(scope))[name];
    return { name: `${name}:${scope.storeId}`, limit, seconds: storeLimits[name].seconds };
  }
}
