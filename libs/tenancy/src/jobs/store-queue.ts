import { randomUUID } from 'node:crypto';

import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bullmq';
import type { z } from 'zod';

import { StoreConnections } from '../database/store-connections.js';
import { currentLogFields } from '../logs/log-fields.js';
import type { StoreScope } from '../scope/store-scope.js';
import type { JobDefinition } from './define-job.js';
import type { QueueDefinition } from './define-queue.js';
import type { JobEnvelope } from './job-envelope.js';
import { logQueueErrors } from './server/queue-errors.js';
import { QueuePatience } from './server/queue-patience.js';
import { StoreTurns } from './store-turns.js';

/** A large job begins when no small one of its queue waits; those of a lane begin in the order in which they were added. */
export type Lane = 'small' | 'large';

export interface AddOptions {
  delayMs?: number;
  /** `small` if left out; of no meaning in a queue where stores take turns. */
  lane?: Lane;
  /** The source it works for, where its data does not name it. */
  sourceId?: string | null;
  /** It goes on with what a worker died with, so it is done in a process apart. */
  isApart?: boolean;
  /** The trace that it is part of; null: none. Left out: that of whoever adds it. */
  traceparent?: string | null;
}

/** BullMQ begins with the lowest. */
const priorities: Readonly<Record<Lane, number>> = { small: 0, large: 1 };

/** Beyond this many jobs of a lane nobody counts on the place that he is told. */
const furthest = 1_000;

const nudgeId = <S extends z.ZodObject>(storeId: string, job: JobDefinition<S>, data: z.infer<S>) =>
  `${job.name}.${storeId}.${job.dedupe(data)}`;

/**
 * Adds jobs in a store's name. A job is a nudge: the row it names is the truth, and a sweep nudges again what was
 * forgotten; so a queue that is away fails nobody. Refuses to run inside a transaction, where the job could start before its row is visible.
 */
@Injectable()
export class StoreQueue {
  private readonly turns = new StoreTurns();
  private readonly patience = new QueuePatience();
  private readonly logAway = logQueueErrors('of nudges');

  constructor(
    private readonly moduleRef: ModuleRef,
    private readonly connections: StoreConnections,
  ) {}

  add<S extends z.ZodObject>(
    scope: StoreScope,
    job: JobDefinition<S>,
    data: z.infer<S>,
    options: AddOptions = {},
  ): Promise<void> {
    return this.addFor(scope.storeId, job, data, options);
  }

  /** For sweeps, which know a store only by its id; the worker checks that the store exists before it runs anything. */
  async addFor<S extends z.ZodObject>(
    storeId: string,
    job: JobDefinition<S>,
    data: z.infer<S>,
    { delayMs, lane = 'small', sourceId, isApart, traceparent }: AddOptions = {},
  ): Promise<void> {
    if (this.connections.isInTransaction) {
      throw new Error(`Job ${job.name} was added inside a transaction; add it after the commit.`);
    }
    const parsed = job.data.parse(data);
    const { correlationId, traceparent: ofAdder } = currentLogFields();
    const envelope: JobEnvelope = {
      storeId,
      sourceId: sourceId ?? undefined,
      correlationId,
      traceparent: traceparent === undefined ? ofAdder : (traceparent ?? undefined),
      isApart,
      data: parsed,
    };
    const added = this.queue(job.queue).add(job.name, envelope, {
      // never met before, so that none is taken for one that the queue still keeps; and it tells no count
      jobId: randomUUID(),
      deduplication: { id: nudgeId(storeId, job, parsed) },
      // the queue in Postgres takes whole milliseconds only
      delay: delayMs && Math.ceil(delayMs),
      priority: this.priorityOf(job.queue, storeId, lane),
    });
    await this.patience.orQueueAway(added).catch(this.logAway);
  }

  /** How many jobs wait in a queue, all stores together: for progress estimates, and to see whether it answers. */
  async countWaiting(queue: QueueDefinition): Promise<number> {
    const counts = await this.queue(queue).getJobCounts('waiting', 'prioritized');
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  /** How many jobs of a queue are in each state, all stores together. */
  countStates(queue: QueueDefinition): Promise<Record<string, number>> {
    return this.queue(queue).getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
  }

  /** How many jobs will begin before this one, all stores together; null unless it waits to begin, and while nobody knows. */
  countAhead<S extends z.ZodObject>(
    scope: StoreScope,
    job: JobDefinition<S>,
    data: z.infer<S>,
  ): Promise<number | null> {
    return this.patience.orQueueAway(this.lookAhead(scope, job, data)).catch(() => null);
  }

  private async lookAhead<S extends z.ZodObject>(
    { storeId }: StoreScope,
    job: JobDefinition<S>,
    data: z.infer<S>,
  ): Promise<number | null> {
    const queue = this.queue(job.queue);
    const id = await queue.getDeduplicationJobId(nudgeId(storeId, job, data));
    if (id === null) return null;
    const first = await queue.getRanges(['waiting', 'prioritized'], 0, furthest - 1, true);
    if (first.includes(id)) return first.indexOf(id);
    const state = await queue.getJobState(id);
    return ['waiting', 'prioritized'].includes(state) ? this.countWaiting(job.queue) : null;
  }

  private priorityOf({ name, order }: QueueDefinition, storeId: string, lane: Lane): number {
    return order === 'turns' ? this.turns.next(name, storeId) : priorities[lane];
  }

  private queue(definition: QueueDefinition): Queue {
    return this.moduleRef.get<Queue>(getQueueToken(definition.name), { strict: false });
  }
}
