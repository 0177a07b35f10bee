import { Injectable } from '@nestjs/common';

import { StoreConnections } from '../database/store-connections.js';
import { TableVacuum } from '../database/table-vacuum.js';
import { QueueEraser } from '../jobs/erasing/queue-eraser.js';
import type { StoreScope } from '../scope/store-scope.js';
import { StoreRepository } from '../stores/store.repository.js';
import { type Erasure, placeOfQueue, placeOfTable } from './erasure.js';
import { Erasures } from './erasures.service.js';
import { CounterEraser } from './places/counter-eraser.js';
import { RowEraser } from './places/row-eraser.js';

/** Longer than a slice of work that runs into rows that are gone. */
const workInHandMs = 20_000;
const lookAgainMs = 250;

/**
 * Erases a store wherever something of it is: jobs, rows, counters, dead tuples. It is switched off first, so that no job of
 * it begins, and what is in hand fails on the store that is gone. Then everything is searched again. What it did stands in a row
 * of the erasure, so that another process can go on with it.
 */
@Injectable()
export class StoreEraser {
  constructor(
    private readonly erasures: Erasures,
    private readonly stores: StoreRepository,
    private readonly rows: RowEraser,
    private readonly queues: QueueEraser,
    private readonly counters: CounterEraser,
    private readonly vacuum: TableVacuum,
    private readonly connections: StoreConnections,
  ) {}

  /** The receipt; while something is left, an erasure that a sweep goes on with. Throws TENANCY_STORE_NOT_FOUND. */
  async erase(scope: StoreScope): Promise<Erasure> {
    await this.stores.get(scope);
    return this.goOn(scope, await this.erasures.begin(scope));
  }

  /** Safe to repeat, also where the store is gone. */
  async goOn(scope: StoreScope, id: string): Promise<Erasure> {
    const add = (place: string, erased: number) => this.erasures.add(id, place, erased);
    const begun = await this.erasures.get(id);
    // asked for before the store is gone, and with it what says where it lived
    const home = await this.connections.whereItLives(scope);
    const buckets = await this.counters.bucketsOf(scope);
    await this.stores.update(scope, { isActive: false }).catch(unlessMissing);
    await this.eraseJobs(scope, add);
    const filled = [...(await this.rows.count(scope))].filter(([, rows]) => rows > 0);
    await this.erasures.name(
      id,
      filled.map(([table]) => placeOfTable(table)),
    );
    await this.rows.erase(scope, (table, rows) => add(placeOfTable(table), rows));
    await add('counters', await this.counters.erase(buckets));
    await this.waitForWorkInHand(scope, add);
    await this.searchAgain(home, id, buckets);
    return this.erasures.endIfNothingIsLeft(begun);
  }

  private async eraseJobs({ storeId }: StoreScope, add: Add): Promise<void> {
    for (const [queue, jobs] of await this.queues.erase({ storeId }))
      await add(placeOfQueue(queue), jobs);
  }

  /** What it ends as is a job, too. */
  private async waitForWorkInHand(scope: StoreScope, add: Add): Promise<void> {
    const until = Date.now() + workInHandMs;
    for (;;) {
      await this.eraseJobs(scope, add);
      const left = [...(await this.queues.count(scope)).values()].some((jobs) => jobs > 0);
      if (!left || Date.now() > until) return;
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  }

  private async searchAgain(scope: StoreScope, id: string, buckets: readonly string[]) {
    const rows = await this.rows.count(scope);
    const dead = await this.vacuum.run(
      await this.erasures.get(id),
      [...rows.keys()],
      this.connections.placementOf(scope),
    );
    const jobs = await this.queues.count(scope);
    const counters = await this.counters.count(buckets);
    await this.erasures.settle(id, [
      ...[...rows].map(([table, left]) => ({
        place: placeOfTable(table),
        left,
        awaitingVacuum: dead.get(table) ?? 0,
      })),
      ...[...jobs].map(([queue, left]) => ({
        place: placeOfQueue(queue),
        left,
        awaitingVacuum: null,
      })),
      { place: 'counters', left: counters, awaitingVacuum: null },
    ]);
  }
}

type Add = (place: string, erased: number) => Promise<void>;

function unlessMissing(error: unknown): void {
  if ((error as { code?: string }).code !== 'TENANCY_STORE_NOT_FOUND') throw error;
}
