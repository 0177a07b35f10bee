import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';

import type { QueueDefinition } from './define-queue.js';

/** Half of the delay is chance, so that jobs that failed together do not come back together. */
const backoffJitter = 0.5;

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
          removeOnFail: { age: queue.keepFailedSeconds },
        },
      })),
    );
    return { module: QueueModule, imports: [registered], exports: [registered] };
  }
}
