import { Injectable } from '@nestjs/common';

import { SharedCounter } from '../../limits/shared-counter.js';
import { limitNames } from '../../limits/store-limits.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { ApiKeyRepository } from '../../stores/api-key.repository.js';

/** Erases the counters of requests that are named after a store or one of its keys; those of sessions are over in a minute. */
@Injectable()
export class CounterEraser {
  constructor(
    private readonly counter: SharedCounter,
    private readonly keys: ApiKeyRepository,
  ) {}

  /** To be asked for while the store still has its keys. */
  async bucketsOf(scope: StoreScope): Promise<string[]> {
    const keys = await this.keys.find(scope, {});
    return [
      ...limitNames.map((name) => `${name}:${scope.storeId}`),
      ...keys.map(({ id }) => `key:${id}`),
    ];
  }

  erase(buckets: readonly string[]): Promise<number> {
    return this.counter.forget(buckets);
  }

  async count(buckets: readonly string[]): Promise<number> {
    const found = await Promise.all(buckets.map((bucket) => this.counter.look(bucket)));
    return found.filter((counted) => counted !== null).length;
  }
}
