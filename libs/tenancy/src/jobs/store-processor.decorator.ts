import { hostname } from 'node:os';

import { Processor } from '@nestjs/bullmq';

import { isProcessApart } from './apart/jobs-apart.js';
import type { QueueDefinition } from './define-queue.js';

/**
 * How long an idle worker waits before it looks again. Every back end wakes it for a new job; this bounds the wait for a
 * notification that was lost. Polling ten times a second cost an eighth of a core on the embedded database.
 */
const drainDelaySeconds = 1;

/** After the server was away; BullMQ's own 15 s would leave jobs waiting for so long after it is back. */
const tryAgainMs = 1_000;

const renewalsPerLock = 4;
const mostStalls = 20;

/** Makes a class the worker of a queue, with the queue's policy. The class extends `StoreJobRunner`. */
export function StoreProcessor(queue: QueueDefinition): ClassDecorator {
  return Processor(queue.name, {
    // stands on each job, so that an operator sees which process has it or had it when it died
    name: `${hostname()}/${process.pid}`,
    autorun: !isProcessApart(),
    concurrency: queue.concurrency,
    lockDuration: queue.lockMs,
    stalledInterval: queue.stalledIntervalMs,
    // a quarter: one that is late, behind a long statement, takes no job from the living
    lockRenewTime: queue.lockMs / renewalsPerLock,
    // what stops its process is found out by reading it apart; a limit for jobs that many deaths met by chance
    maxStalledCount: mostStalls,
    drainDelay: drainDelaySeconds,
    runRetryDelay: tryAgainMs,
  });
}
