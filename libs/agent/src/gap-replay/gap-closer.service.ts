import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { GapRepository } from '../gaps/gap.repository.js';
import { StoreWebhooks } from '../webhooks/store-webhooks.service.js';

/** Closes gaps and tells their store, once for each closing: the two are kept together or not at all. */
@Injectable()
export class GapCloser {
  constructor(
    private readonly connections: StoreConnections,
    private readonly gaps: GapRepository,
    private readonly webhooks: StoreWebhooks,
  ) {}

  /** Leaves a gap that is not open as it is. */
  async close(scope: StoreScope, id: string, answeredRelease: number): Promise<void> {
    const delivery = await this.connections.transaction(scope, async (tx) => {
      const closed = { state: 'answered', answeredRelease } as const;
      const count = await this.gaps.update(tx, { id, state: 'open' }, closed);
      return count === 0 ? null : this.webhooks.send(tx, 'gap.answered', id);
    });
    await this.webhooks.nudge(scope, delivery);
  }
}
