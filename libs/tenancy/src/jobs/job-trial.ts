import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bullmq';

import type { JobDefinition } from './define-job.js';
import type { JobEnvelope } from './job-envelope.js';

/** A job of any data, which is not looked at. */
type AnyJob = Pick<JobDefinition, 'name' | 'queue'>;

/** `waiting`: no worker has ended it in time. */
export type TrialEnd = 'skipped' | 'done' | 'failed' | 'waiting';

const lookEveryMs = 100;

/** Gives a job to the workers to see how it ends, for the isolation check: started once, and gone when the check is over. */
@Injectable()
export class JobTrial {
  constructor(private readonly moduleRef: ModuleRef) {}

  async run(
    storeId: string,
    job: AnyJob,
    data: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<TrialEnd> {
    const id = await this.add(storeId, job, data);
    const end = await this.endOf(this.queue(job), id, signal);
    await this.forget(job, id);
    return end;
  }

  /** Leaves a failed job in the name of a store, for want of the data it needs, and returns its id; null if none took it up. */
  async leaveFailed(storeId: string, job: AnyJob, signal: AbortSignal): Promise<string | null> {
    const id = await this.add(storeId, job, {});
    if ((await this.endOf(this.queue(job), id, signal)) === 'failed') return id;
    await this.forget(job, id);
    return null;
  }

  async forget(job: AnyJob, id: string): Promise<void> {
    await this.queue(job)
      .remove(id)
      .catch(() => undefined);
  }

  private async add(storeId: string, job: AnyJob, data: Record<string, unknown>) {
    const envelope: JobEnvelope = { storeId, data };
    const jobId = randomUUID();
    await this.queue(job).add(job.name, envelope, { attempts: 1, jobId });
    return jobId;
  }

  private queue({ queue }: AnyJob): Queue {
    return this.moduleRef.get<Queue>(getQueueToken(queue.name), { strict: false });
  }

  private async endOf(queue: Queue, id: string, signal: AbortSignal): Promise<TrialEnd> {
    while (!signal.aborted) {
      const job = await queue.getJob(id);
      if (job?.finishedOn !== undefined) {
        if (job.failedReason) return 'failed';
        return job.returnvalue === 'skipped' ? 'skipped' : 'done';
      }
      await sleep(lookEveryMs);
    }
    return 'waiting';
  }
}
