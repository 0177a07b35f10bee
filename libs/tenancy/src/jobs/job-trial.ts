import { setTimeout as sleep } from 'node:timers/promises';

import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bullmq';

import type { JobDefinition } from './define-job.js';
import type { JobEnvelope } from './job-envelope.js';

/** `waiting`: no worker has ended it in time. */
export type TrialEnd = 'skipped' | 'done' | 'failed' | 'waiting';

const lookEveryMs = 100;

/** Gives a job to the workers to see how it ends, for the isolation check: started once, and gone afterwards. */
@Injectable()
export class JobTrial {
  constructor(private readonly moduleRef: ModuleRef) {}

  async run(
    storeId: string,
    job: JobDefinition,
    data: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<TrialEnd> {
    const queue = this.moduleRef.get<Queue>(getQueueToken(job.queue.name), { strict: false });
    const envelope: JobEnvelope = { storeId, data };
    const { id } = await queue.add(job.name, envelope, { attempts: 1 });
    const end = await this.endOf(queue, String(id), signal);
    await queue.remove(String(id)).catch(() => undefined);
    return end;
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
