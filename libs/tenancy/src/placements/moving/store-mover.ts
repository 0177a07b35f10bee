import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { Databases } from '../../database/connections/databases.js';
import { StoreConnections } from '../../database/store-connections.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { StoreCopier } from '../copying/store-copier.js';
import { StoreRows } from '../copying/store-rows.js';
import { StoreCopies } from '../store-copies.js';
import { StoreHolds } from '../store-holds.js';
import { placesForgottenAfterMs } from '../store-places.js';
import { StoreSamples } from '../store-samples.js';
import { MoveMismatchError, type MoveProof, type StoreMove } from './store-move.js';

export interface MoveWork {
  signal: AbortSignal;
  onRows: (count: number) => void;
}

/** The steps of a move, each of which may be cut off anywhere and begun again. */
@Injectable()
export class StoreMover {
  constructor(
    private readonly databases: Databases,
    private readonly holds: StoreHolds,
    private readonly copies: StoreCopies,
    private readonly copier: StoreCopier,
    private readonly rows: StoreRows,
    private readonly samples: StoreSamples,
    private readonly connections: StoreConnections,
  ) {}

  /** While the store is served and written where it is: what is left afterwards is what was written meanwhile. */
  async copy(scope: StoreScope, move: StoreMove, work: MoveWork): Promise<void> {
    const { from, to } = await this.endsOf(move);
    await this.holds.hold(to, scope, 'arriving');
    await this.copies.put(to, scope);
    await this.copier.copy(scope, { from, to, isLoose: true, ...work });
    await this.copier.copy(scope, { from, to, isLoose: true, ...work });
  }

  /** From here on the store takes no writes. Throws where both are not alike in the end. */
  async freeze(scope: StoreScope, move: StoreMove, work: MoveWork): Promise<MoveProof> {
    const { from, to } = await this.endsOf(move);
    await this.holds.hold(to, scope, 'arriving');
    await this.holds.hold(from, scope, 'moving');
    await this.holds.drain(from, scope);
    await this.copies.put(to, scope);
    await this.copier.copy(scope, { from, to, ...work });
    await this.copies.putLive(from, to, scope);
    return this.prove(scope, from, to);
  }

  /** The store goes on where it was. */
  async thaw(scope: StoreScope, move: StoreMove): Promise<void> {
    const { from } = await this.endsOf(move);
    await this.holds.release(from, scope);
  }

  /** The store has been switched: its old rows count no more, and once everybody knows, the new ones may change. */
  async open(scope: StoreScope, move: StoreMove): Promise<void> {
    const { from, to } = await this.endsOf(move);
    await this.holds.hold(from, scope, 'left');
    await sleep(placesForgottenAfterMs);
    await this.holds.release(to, scope);
  }

  /** Removes the rows where the store does not live (any more). */
  async clear(scope: StoreScope, place: string): Promise<void> {
    const database = await this.databases.get(place);
    if ((await this.holds.find(database, scope)) === null) return;
    await this.rows.remove(database, scope);
    await this.copies.remove(database, scope);
    await this.holds.release(database, scope);
  }

  private async prove(scope: StoreScope, from: Database, to: Database): Promise<MoveProof> {
    const { tables, rows, differences } = await this.copier.compare(scope, { from, to });
    if (differences.length > 0) throw new MoveMismatchError(differences);
    const [wanted, found] = await Promise.all([
      this.samples.take(this.connections.at(from, scope)),
      this.samples.take(this.connections.at(to, scope)),
    ]);
    const other = [...wanted].filter(
      ([room, lines]) => lines.join('\n') !== found.get(room)?.join('\n'),
    );
    if (other.length > 0) throw new MoveMismatchError(other.map(([room]) => `samples of ${room}`));
    const counts = [...wanted].map(([room, lines]) => [room, lines.length]);
    return { tables, rows, samples: Object.fromEntries(counts) as Record<string, number> };
  }

  private async endsOf({ source, target }: StoreMove): Promise<{ from: Database; to: Database }> {
    const [from, to] = await Promise.all([this.databases.get(source), this.databases.get(target)]);
    return { from, to };
  }
}
