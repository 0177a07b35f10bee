import { defineQueue, type QueueDefinition, QueueModule, type StoreJobRunner } from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import type { Type } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';

import { openRooms } from '../rooms.js';

/** A queue of one run's own, so that no other run's jobs come into it. */
export const ownQueue = (name: string, policy: Partial<QueueDefinition> = {}): QueueDefinition =>
  defineQueue({
    concurrency: 2,
    order: 'turns',
    attempts: 1,
    backoffMs: 10,
    lockMs: 30_000,
    stalledIntervalMs: 15_000,
    keepCompleted: { ageSeconds: 60, count: 100 },
    keepFailedSeconds: 60,
    ...policy,
    name: `${name}-${crypto.randomUUID().slice(0, 8)}`,
  });

export interface OpenedQueue {
  rooms: TestingModule;
  queue: Queue;
  /** Leaves nothing of the queue. */
  close(): Promise<void>;
}

/** The floor with a worker of such queues; `queue` is the first of them. */
export async function openQueues(
  definitions: readonly [QueueDefinition, ...QueueDefinition[]],
  processors: Type<StoreJobRunner>[],
): Promise<OpenedQueue> {
  const imports = [QueueModule.register([...definitions])];
  const rooms = await openRooms({ imports, providers: processors });
  const queues = definitions.map(({ name }) =>
    rooms.get<Queue>(getQueueToken(name), { strict: false }),
  );
  const close = async () => {
    for (const queue of queues) await queue.obliterate({ force: true });
    await rooms.close();
  };
  return { rooms, queue: queues[0] as Queue, close };
}
