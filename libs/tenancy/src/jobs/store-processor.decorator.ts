import { hostname } from 'node:os';

import { Processor } from '@nestjs/bullmq';

import type { QueueDefinition } from './define-queue.js';

/**
 * How long an idle worker waits before it looks again. Every back end wakes it for a new job; this bounds the wait for a
 * notification that was lost. Polling ten times a second cost an eighth of a core on the embedded database.
 */
const drainDelaySeconds = 1;

/** Makes a class the worker of a queue, with the queue's policy. The class extends `StoreJobRunner`. */
export function StoreProcessor(queue: QueueDefinition): ClassDecorator {
  return Processor(queue.name, {
    // stands on each job, so that an operator sees which process has it or had it when it died
    name: `${hostname()}/${process.pid}`,
    concurrency: queue.concurrency,
    lockDuration: queue.lockMs,
    stalledInterval: queue.stalledIntervalMs,
    // a job whose process died twice is poison: it is failed with that reason instead of tried for ever
    maxStalledCount: 1,
    drainDelay: drainDelaySeconds,
  });
}
