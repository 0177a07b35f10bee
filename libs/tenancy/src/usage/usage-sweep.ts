import { Injectable } from '@nestjs/common';

import { OldRows } from '../retention/old-rows.js';

const atOnce = 2_000;

/** Removes entries of the ledger that their store keeps no longer. */
@Injectable()
export class UsageSweep {
  constructor(private readonly old: OldRows) {}

  /** Returns how many were removed, at most 2,000 in each database; the next sweep goes on. */
  removeOld(): Promise<number> {
    return this.old.remove({ table: 'usage_entries', column: 'id', kept: 'usage_days' }, atOnce);
  }
}
