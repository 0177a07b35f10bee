import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { addTotals } from './add-totals.js';
import {
  KEY_SQL,
  MOST_TOTALS,
  TOTALS_SQL,
  type UsageGroup,
  type UsagePeriod,
  type UsageTotal,
  withinSql,
} from './usage-report.js';

/** What all stores have spent, without those of the isolation check, for the operator, which is why it looks across stores. */
@Injectable()
export class UsageDirectory {
  constructor(private readonly platform: PlatformRepository) {}

  /** Store by store, so that the index serves however many there are. */
  async report(group: UsageGroup | 'store', { from, to }: UsagePeriod): Promise<UsageTotal[]> {
    const totals = await this.platform.everywhere<UsageTotal>(
      `SELECT ${KEY_SQL[group]} AS key, ${TOTALS_SQL} FROM stores s
       CROSS JOIN LATERAL (
         SELECT e.* FROM usage_entries e WHERE e.store_id = s.id AND ${withinSql(1)}) e
       WHERE NOT s.is_synthetic
       GROUP BY 1, e.currency ORDER BY 1, e.currency LIMIT ${MOST_TOTALS}`,
      [from, to],
      { isWhole: true },
    );
    return addTotals(totals).slice(0, MOST_TOTALS);
  }
}
