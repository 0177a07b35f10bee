import { Injectable } from '@nestjs/common';

import type { StoreScope } from '../../scope/store-scope.js';
import { moveConflict } from '../../tenancy.errors.js';
import { StoreMoveRepository } from './store-move.repository.js';
import { StoreMover } from './store-mover.js';

/** What a store left in the database that it was moved from: nothing may be erased of a store and stay there. */
@Injectable()
export class WayBack {
  constructor(
    private readonly moves: StoreMoveRepository,
    private readonly mover: StoreMover,
  ) {}

  /**
   * Removes it, which confirms the move. While a store is copied, what is erased of it is not copied either; all of it
   * (`isForAll`) cannot be erased then: throws TENANCY_MOVE_CONFLICT.
   */
  async giveUp(scope: StoreScope, { isForAll }: { isForAll: boolean }): Promise<void> {
    const [last] = await this.moves.list(scope.storeId);
    if (last === undefined || ['confirmed', 'cancelled'].includes(last.step)) return;
    // one that was to be moved back, and whose move back was never begun, has left it as well
    if (['moved', 'clearing', 'returned'].includes(last.step)) {
      const clearing = await this.moves.advance(last, 'clearing');
      await this.mover.clear(scope, last.source);
      if (clearing) await this.moves.advance(clearing, 'confirmed');
      return;
    }
    if (isForAll)
      throw moveConflict(scope.storeId, `its move is at "${last.step}": cancel it first`);
  }
}
