import type { Provider } from '@nestjs/common';

import { BudgetRepository } from './budgets/budget.repository.js';
import { BudgetService } from './budgets/budget.service.js';
import { UsageBudget } from './budgets/usage-budget.entity.js';
import { readUsageConfig, USAGE_CONFIG } from './usage.config.js';
import { UsageRepository } from './usage.repository.js';
import { UsageDirectory } from './usage-directory.js';
import { UsageEntry } from './usage-entry.entity.js';
import { UsageLedger } from './usage-ledger.service.js';
import { UsageSweep } from './usage-sweep.js';
import { UsageTotalRepository } from './usage-total.repository.js';

export const usageEntities = [UsageEntry, UsageBudget];

/** Everything that ledger and budgets need, for the module of this lib. */
export const usageServices: Provider[] = [
  { provide: USAGE_CONFIG, useFactory: readUsageConfig },
  UsageRepository,
  UsageTotalRepository,
  UsageLedger,
  UsageDirectory,
  UsageSweep,
  BudgetRepository,
  BudgetService,
];
