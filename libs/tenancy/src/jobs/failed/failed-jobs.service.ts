import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Job, Queue } from 'bullmq';

import type { StoreScope } from '../../scope/store-scope.js';
import type { ListSlice } from '../../stores/list-cursor.js';
import { cursorMalformed, jobNotFound } from '../../tenancy.errors.js';
import type { QueueDefinition } from '../define-queue.js';
import { keptFailed } from '../queue.module.js';
import { orQueueAway } from '../server/queue-away.js';
import { type FailedJob, toFailedJob } from './failed-job.js';

/** Jobs fetched in one round trip. */
const atOnce = 500;

interface Slice {
  cursor?: string;
  limit: number;
}

/**
 * The jobs of a store that failed for good, as their queues keep them: the newest of each queue, all stores together.
 * A queue knows no stores, so whose a job is stands in its envelope, and another store's answers like a missing one.
 */
@Injectable()
export class FailedJobs {
  constructor(private readonly moduleRef: ModuleRef) {}

  /** The latest first. Throws TENANCY_CURSOR_MALFORMED and TENANCY_QUEUE_UNAVAILABLE. */
  async list(
    scope: StoreScope,
    queues: readonly QueueDefinition[],
    { cursor, limit }: Slice,
  ): Promise<ListSlice<FailedJob>> {
    const isAfter = cursor === undefined ? () => true : comesAfter(cursor);
    const found: FailedJob[] = [];
    for (const queue of queues) {
      for await (const job of this.failedOf(scope, queue)) {
        if (isAfter(job)) found.push(job);
      }
    }
    const items = found.sort(latestFirst).slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return { items, nextCursor: last === undefined ? null : toCursor(last) };
  }

  /** Gives it as many attempts as a new one. Throws TENANCY_JOB_NOT_FOUND, also where it did not fail or goes on already. */
  async retry(
    scope: StoreScope,
    queues: readonly QueueDefinition[],
    id: string,
  ): Promise<FailedJob> {
    const { job, failed } = await this.get(scope, queues, id);
    await this.settle(job, job.retry('failed', { resetAttemptsMade: true }));
    return failed;
  }

  /** Forgets it. Throws as `retry` does. */
  async drop(scope: StoreScope, queues: readonly QueueDefinition[], id: string): Promise<void> {
    const { job } = await this.get(scope, queues, id);
    await this.settle(job, job.remove());
  }

  private async *failedOf({ storeId }: StoreScope, queue: QueueDefinition) {
    for (let from = 0; from < keptFailed; from += atOnce) {
      const jobs = await orQueueAway(
        this.queue(queue).getJobs(['failed'], from, from + atOnce - 1),
        listWithinMs,
      );
      for (const job of jobs.map(toFailedJob)) if (job?.storeId === storeId) yield job;
      if (jobs.length === 0) return;
    }
  }

  private async get(
    { storeId }: StoreScope,
    queues: readonly QueueDefinition[],
    id: string,
  ): Promise<{ job: Job; failed: FailedJob }> {
    const jobs = queues.map((queue) => orQueueAway(this.queue(queue).getJob(id)));
    for (const job of (await Promise.all(jobs)) as (Job | undefined)[]) {
      const failed = job === undefined ? null : toFailedJob(job);
      if (job === undefined || failed?.storeId !== storeId) continue;
      if (await orQueueAway(job.isFailed())) return { job, failed };
    }
    throw jobNotFound(id);
  }

  /** Somebody else may have retried or dropped it since it was found. */
  private async settle(job: Job, change: Promise<void>): Promise<void> {
    try {
      await orQueueAway(change);
    } catch (error) {
      throw (await orQueueAway(job.isFailed())) ? error : jobNotFound(String(job.id));
    }
  }

  private queue({ name }: QueueDefinition): Queue {
    return this.moduleRef.get<Queue>(getQueueToken(name), { strict: false });
  }
}

/** A slice of many jobs takes longer than one job. */
const listWithinMs = 5_000;

const latestFirst = (one: FailedJob, other: FailedJob): number =>
  other.failedAt.getTime() - one.failedAt.getTime() || (one.id < other.id ? -1 : 1);

const toCursor = ({ failedAt, id }: FailedJob): string =>
  Buffer.from(`${failedAt.getTime()}|${id}`).toString('base64url');

function comesAfter(cursor: string): (job: FailedJob) => boolean {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, moment, id] = /^(\d{1,15})\|([^|]+)$/.exec(text) ?? [];
  if (moment === undefined || id === undefined) throw cursorMalformed();
  const last = { failedAt: new Date(Number(moment)), id } as FailedJob;
  return (job) => latestFirst(last, job) < 0;
}
