import { setTimeout as sleep } from 'node:timers/promises';

import {
  defineJob,
  OnJob,
  StoreJobRunner,
  StoreProcessor,
  StoreQueue,
  type StoreScope,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

import { type OpenedQueue, openQueues, ownQueue } from './own-queue.js';

const turnsQueue = ownQueue('turns');
const turnJob = defineJob({
  name: 'take-turn',
  queue: turnsQueue,
  data: z.object({ number: z.int() }),
  dedupe: ({ number }) => String(number),
});

/** Whose jobs began, in their order. */
const begun: string[] = [];
let jobMs = 0;

@Injectable()
@StoreProcessor(turnsQueue)
class TurnsProcessor extends StoreJobRunner {
  @OnJob(turnJob)
  async takeTurn({ storeId }: StoreScope): Promise<void> {
    begun.push(storeId);
    await sleep(jobMs);
  }
}

/** A queue in which stores take turns, with a worker whose jobs do nothing but last. */
export class TurnTaking {
  private constructor(private readonly opened: OpenedQueue) {}

  static async open(lastingMs: number): Promise<TurnTaking> {
    jobMs = lastingMs;
    return new TurnTaking(await openQueues([turnsQueue], [TurnsProcessor]));
  }

  get rooms() {
    return this.opened.rooms;
  }

  /** Adds as many jobs of a store, `atOnce` at a time. */
  async add(scope: StoreScope, count: number, atOnce = 50): Promise<void> {
    for (let from = 0; from < count; from += atOnce) {
      const numbers = Array.from({ length: Math.min(atOnce, count - from) }, (_, i) => from + i);
      const adding = numbers.map((number) =>
        this.rooms.get(StoreQueue).add(scope, turnJob, { number }),
      );
      await Promise.all(adding);
    }
  }

  get begun(): readonly string[] {
    return begun;
  }

  async countWaiting(): Promise<number> {
    return this.rooms.get(StoreQueue).countWaiting(turnsQueue);
  }

  pause(): Promise<void> {
    return this.opened.queue.pause();
  }

  resume(): Promise<void> {
    return this.opened.queue.resume();
  }

  close(): Promise<void> {
    return this.opened.close();
  }
}

/** 1 when all get the same, 1 / n when one gets it all. */
export function jainIndex(shares: readonly number[]): number {
  const sum = shares.reduce((one, other) => one + other, 0);
  return sum ** 2 / (shares.length * shares.reduce((all, share) => all + share ** 2, 0));
}
