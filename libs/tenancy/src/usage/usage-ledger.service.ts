import { Inject, Injectable } from '@nestjs/common';

import type { StoreScope } from '../scope/store-scope.js';
import { CallMeter } from './call-meter.js';
import { USAGE_CONFIG, type UsageConfig } from './usage.config.js';
import { UsageRepository } from './usage.repository.js';
import type { CallOrigin } from './usage-purpose.js';
import type { UsageGroup, UsagePeriod, UsageTotal } from './usage-report.js';
import { UsageTotalRepository } from './usage-total.repository.js';

/** The ledger of a store: meters for its calls, and what they came to. */
@Injectable()
export class UsageLedger {
  constructor(
    @Inject(USAGE_CONFIG) private readonly config: UsageConfig,
    private readonly entries: UsageRepository,
    private readonly totals: UsageTotalRepository,
  ) {}

  /** For one piece of work: an answer, an ingest's slice, a search. */
  meter(scope: StoreScope, origin: CallOrigin = {}): CallMeter {
    return new CallMeter(this.entries, this.config.prices, scope, origin);
  }

  report(scope: StoreScope, group: UsageGroup, period: UsagePeriod): Promise<UsageTotal[]> {
    return this.totals.of(scope, group, period);
  }
}
