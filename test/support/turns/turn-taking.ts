import { setTimeout as sleep } from 'node:timers/promises';

import {
  defineJob,
  defineQueue,
  OnJob,
  QueueModule,
  StoreJobRunner,
  StoreProcessor,
  StoreQueue,
  type StoreScope,
} from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';
import { z } from 'zod';

import { openRooms } from '../rooms.js';

const turnsQueue = defineQueue({
  name: `turns-${crypto.randomUUID().slice(0, 8)}`,
  concurrency: 2,
  order: 'turns',
  attempts: 1,
  backoffMs: 10,
  lockMs: 30_000,
  stalledIntervalMs: 15_000,
  keepCompleted: { ageSeconds: 60, count: 100 },
  keepFailedSeconds: 60,
});
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
  private constructor(
    readonly rooms: TestingModule,
    private readonly queue: Queue,
  ) {}

  static async open(lastingMs: number): Promise<TurnTaking> {
    jobMs = lastingMs;
    const imports = [QueueModule.register([turnsQueue])];
    const rooms = await openRooms({ imports, providers: [TurnsProcessor] });
    return new TurnTaking(rooms, rooms.get<Queue>(getQueueToken(turnsQueue.name)));
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
    return this.queue.pause();
  }

  resume(): Promise<void> {
    return this.queue.resume();
  }

  async close(): Promise<void> {
    await this.queue.obliterate({ force: true });
    await this.rooms.close();
  }
}

/** 1 when all get the same, 1 / n when one gets it all. */
export function jainIndex(shares: readonly number[]): number {
  const sum = shares.reduce((one, other) => one + other, 0);
  return sum ** 2 / (shares.length * shares.reduce((all, share) => all + share ** 2, 0));
}
