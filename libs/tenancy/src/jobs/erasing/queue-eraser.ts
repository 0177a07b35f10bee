import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type Job, Queue, type QueueOptions } from 'bullmq';
import pg from 'pg';

import { jobEnvelope } from '../job-envelope.js';
import { QUEUE_OPTIONS } from '../server/queue-connection-closer.js';
import type { Traces } from './queue-traces.js';
import { forgetInPostgres, jobIdsInPostgres } from './queue-traces-in-postgres.js';
import { forgetInRedis } from './queue-traces-in-redis.js';

/** Jobs fetched in one round trip, and removed side by side. */
const atOnce = 500;
const states = [
  'waiting',
  'prioritized',
  'delayed',
  'waiting-children',
  'active',
  'completed',
  'failed',
] as const;

/** Whose jobs: all of a store, or those about one of these ids. */
export interface JobsOf {
  storeId: string;
  about?: ReadonlySet<string>;
}

/**
 * Erases what queues keep of a store: its jobs in every state with their logs, deduplication keys and events. Queues are
 * those of this process, which has them all. A job in hand is its worker's and is left until that has ended.
 */
@Injectable()
export class QueueEraser {
  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(QUEUE_OPTIONS) private readonly options: QueueOptions,
  ) {}

  /** Returns how many jobs of each queue were erased. */
  async erase(of: JobsOf): Promise<Map<string, number>> {
    const erased = new Map<string, number>();
    for (const queue of this.queues()) {
      const jobs = await this.jobsOf(queue, of);
      const removed = await removeAll(jobs);
      erased.set(queue.name, removed.length);
      const jobIds = new Set(of.about ? removed : jobs.map(({ id }) => String(id)));
      const storeId = of.about ? undefined : of.storeId;
      await this.forgetTraces(queue.name, { jobIds, storeId });
    }
    return erased;
  }

  /** How many jobs of each queue are left. */
  async count(of: JobsOf): Promise<Map<string, number>> {
    const left = new Map<string, number>();
    for (const queue of this.queues()) left.set(queue.name, (await this.jobsOf(queue, of)).length);
    return left;
  }

  private async jobsOf(queue: Queue, of: JobsOf): Promise<Job[]> {
    const found = new Map<string, Job>();
    for await (const job of this.jobsToLookAt(queue, of)) {
      if (job.id !== undefined && isOf(job, of)) found.set(job.id, job);
    }
    return [...found.values()];
  }

  /** Only Postgres can be asked for a store's; there each job would be a query of its own. */
  private async *jobsToLookAt(queue: Queue, { storeId }: JobsOf): AsyncGenerator<Job> {
    const { connection } = this.options;
    if (!(connection instanceof pg.Pool)) return yield* allJobs(queue);
    for (const id of await jobIdsInPostgres(connection, queue.name, storeId)) {
      const job = (await queue.getJob(id)) as Job | undefined;
      if (job !== undefined) yield job;
    }
  }

  private async forgetTraces(queue: string, traces: Traces): Promise<void> {
    const { connection, prefix } = this.options;
    if (traces.storeId === undefined && traces.jobIds.size === 0) return;
    if (connection instanceof pg.Pool) await forgetInPostgres(connection, queue, traces);
    else await forgetInRedis(connection as { url: string }, `${prefix}:${queue}`, traces);
  }

  /** Each once, though several modules may register one. */
  private queues(): Queue[] {
    const found = new Map<string, Queue>();
    for (const { instance } of this.discovery.getProviders()) {
      if (instance instanceof Queue) found.set(instance.name, instance);
    }
    return [...found.values()];
  }
}

/** Every job that the queue keeps. */
async function* allJobs(queue: Queue): AsyncGenerator<Job> {
  // each state by itself, since a place among several states is of no meaning
  for (const state of states) {
    for (let from = 0; ; from += atOnce) {
      const jobs = (await queue.getJobs([state], from, from + atOnce - 1)) as (Job | undefined)[];
      for (const job of jobs) if (job !== undefined) yield job;
      if (jobs.length < atOnce) break;
    }
  }
}

function isOf({ data }: Job, { storeId, about }: JobsOf): boolean {
  const envelope = jobEnvelope.safeParse(data);
  if (!envelope.success || envelope.data.storeId !== storeId) return false;
  return (
    about === undefined || Object.values(envelope.data.data).some((id) => about.has(String(id)))
  );
}

/** Those that could be: a job that is in hand belongs to its worker, which may have ended it meanwhile. */
async function removeAll(jobs: readonly Job[]): Promise<string[]> {
  const removed: string[] = [];
  for (let from = 0; from < jobs.length; from += atOnce) {
    await Promise.all(
      jobs.slice(from, from + atOnce).map(async (job) => {
        const isRemoved = await job.remove().then(
          () => true,
          () => false,
        );
        if (isRemoved) removed.push(String(job.id));
      }),
    );
  }
  return removed;
}
