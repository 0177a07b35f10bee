import { Injectable } from '@nestjs/common';

import { Databases } from '../../database/connections/databases.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { moveConflict } from '../../tenancy.errors.js';
import { StorePlaces } from '../store-places.js';
import type { StoreMove } from './store-move.js';
import { StoreMoveRepository } from './store-move.repository.js';

/** Moves of a store, as the operator asks for them; workers carry them on. */
@Injectable()
export class StoreMovesService {
  constructor(
    private readonly moves: StoreMoveRepository,
    private readonly databases: Databases,
    private readonly places: StorePlaces,
  ) {}

  /**
   * To the database of a placement; back, where the way back was kept. Throws TENANCY_PLACEMENT_UNKNOWN, and
   * TENANCY_MOVE_CONFLICT where it lives there or another move is not over.
   */
  async begin({ storeId }: StoreScope, target: string): Promise<StoreMove> {
    await this.databases.get(target);
    const source = await this.places.lookUpNow(storeId);
    if (source === target) throw moveConflict(storeId, `it lives in "${target}" already`);
    const [last] = await this.moves.list(storeId);
    if (last?.step === 'moved' && last.source === target)
      await this.moves.advance(last, 'returned');
    return this.moves.insert(storeId, source, target);
  }

  list({ storeId }: StoreScope): Promise<StoreMove[]> {
    return this.moves.list(storeId);
  }

  get({ storeId }: StoreScope, id: string): Promise<StoreMove> {
    return this.moves.get(storeId, id);
  }

  /** Gives up the way back: the rows that the store left behind are removed. */
  confirm(scope: StoreScope, id: string): Promise<StoreMove> {
    return this.change(scope, id, ['moved'], 'clearing');
  }

  /** Before the store was switched; after it, it is moved back by another move. */
  cancel(scope: StoreScope, id: string): Promise<StoreMove> {
    return this.change(scope, id, ['copying', 'freezing'], 'cancelling');
  }

  private async change(
    { storeId }: StoreScope,
    id: string,
    from: readonly StoreMove['step'][],
    to: 'clearing' | 'cancelling',
  ): Promise<StoreMove> {
    const move = await this.moves.get(storeId, id);
    const changed = from.includes(move.step) && (await this.moves.advance(move, to));
    if (!changed) throw moveConflict(storeId, `its move is at "${move.step}"`);
    return changed;
  }
}
