import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';

import type { QueueDefinition } from './define-queue.js';
import { logQueueErrors } from './server/queue-errors.js';

/** Half of the delay is chance, so that jobs that failed together do not come back together. */
const backoffJitter = 0.5;

/** Of each queue, all stores together: a flood of failures must not fill the queue's server. */
export const keptFailed = 10_000;

/** Registers queues with their policies, for producers and workers alike. */
@Module({})
export class QueueModule {
  static register(queues: readonly QueueDefinition[]): DynamicModule {
    const registered = BullModule.registerQueue(
      ...queues.map((queue) => ({
        name: queue.name,
        defaultJobOptions: {
          attempts: queue.attempts,
          backoff: { type: 'exponential', delay: queue.backoffMs, jitter: backoffJitter },
          removeOnComplete: {
            age: queue.keepCompleted.ageSeconds,
            count: queue.keepCompleted.count,
          },
          removeOnFail: { age: queue.keepFailedSeconds, count: keptFailed },
          // of an error that was put in other words; the log has where it came from
          stackTraceLimit: 0,
        },
      })),
    );
    const watched = {
      provide: Symbol('watched queues'),
      inject: queues.map(({ name }) => getQueueToken(name)),
      useFactory: (...built: Queue[]) =>
        built.map((queue) => queue.on('error', logQueueErrors(queue.name))),
    };
    return {
      module: QueueModule,
      imports: [registered],
      providers: [watched],
      exports: [registered],
    };
  }
}
