import { randomUUID } from 'node:crypto';

import { Injectable, Logger } from '@nestjs/common';

import { AuditLog } from '../../audit/audit-log.service.js';
import { describeError } from '../../logs/describe-error.js';
import { StoreScope } from '../../scope/store-scope.js';
import { ArrivingStoreRepository, type LeftStore } from './arriving-store.repository.js';
import { ArrivingStores } from './arriving-stores.js';

const beatEveryMs = 3_000;

/**
 * Removes imports that were cut off and that nobody has repeated for a day, with all their rows, which nobody else would ever
 * see. Looks across stores, as nobody has a key of theirs.
 */
@Injectable()
export class ArrivalSweep {
  private readonly logger = new Logger(ArrivalSweep.name);

  constructor(
    private readonly stores: ArrivingStoreRepository,
    private readonly arriving: ArrivingStores,
    private readonly audit: AuditLog,
  ) {}

  /** Returns how many were removed. What cannot be now, as its database is away, is passed over. */
  async removeLeft(signal: AbortSignal): Promise<number> {
    let removed = 0;
    while (!signal.aborted) {
      const left = await this.stores.claimLeft(randomUUID());
      if (left === null) break;
      try {
        await this.remove(left);
        removed += 1;
      } catch (error) {
        const { storeId, claim } = left;
        const facts = { storeId, placement: claim.placement, error: describeError(error) };
        this.logger.warn(facts, 'half an import was passed over');
      }
    }
    return removed;
  }

  private async remove({ storeId, claim }: LeftStore): Promise<void> {
    const scope = StoreScope.open(storeId);
    const beat = () => void this.stores.holdLeft(scope, claim).catch(() => undefined);
    const timer = setInterval(beat, beatEveryMs);
    try {
      await this.arriving.removeRows(scope, claim);
    } finally {
      clearInterval(timer);
    }
    const { placement } = claim;
    // before the last of it is gone: a kill between both tells it twice, and never not at all
    await this.audit.record([
      {
        action: 'import.expire',
        actor: { kind: 'system' },
        aboutStoreId: storeId,
        outcome: 'done',
        details: { placement },
      },
    ]);
    await this.stores.remove(scope, claim);
    this.logger.log({ storeId, placement }, 'half an import was removed');
  }
}
