import { Injectable } from '@nestjs/common';

import { StoreConnections } from '../database/store-connections.js';
import { StoreScopedRepository } from '../database/store-scoped.repository.js';
import type { StoreScope } from '../scope/store-scope.js';
import { budgetNotFound } from './usage.errors.js';
import { UsageEntry } from './usage-entry.entity.js';
import {
  KEY_SQL,
  MOST_TOTALS,
  TOTALS_SQL,
  type UsageGroup,
  type UsagePeriod,
  type UsageTotal,
  withinSql,
} from './usage-report.js';

/** What the calls of a store came to. */
@Injectable()
export class UsageTotalRepository extends StoreScopedRepository<UsageEntry> {
  constructor(connections: StoreConnections) {
    super(connections, UsageEntry);
  }

  of(scope: StoreScope, group: UsageGroup, { from, to }: UsagePeriod): Promise<UsageTotal[]> {
    return this.rows<UsageTotal>(
      scope,
      `SELECT ${KEY_SQL[group]} AS key, ${TOTALS_SQL} FROM usage_entries e
       WHERE e.store_id = $1 AND ${withinSql(2)}
       GROUP BY 1, e.currency ORDER BY 1, e.currency LIMIT ${MOST_TOTALS}`,
      [from, to],
    );
  }

  /** Nobody asks for one by its id. */
  protected notFound() {
    return budgetNotFound();
  }
}
