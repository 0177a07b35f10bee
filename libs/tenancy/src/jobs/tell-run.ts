import { DelayedError, type Job } from 'bullmq';

import { type JobRan, jobRan } from '../events/job-ran.js';
import { withLogFields } from '../logs/log-fields.js';
import type { JobEnvelope } from './job-envelope.js';

/** Runs a job so that its log lines and whatever happens in it are known to be its own, and tells how it ended. */
export async function tellRun(
  job: Job,
  { storeId, correlationId, traceparent, data }: JobEnvelope,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const start = performance.now();
  const { ingestId } = data;
  const ran: JobRan = {
    storeId,
    queue: job.queueName,
    job: job.name,
    ...(typeof ingestId === 'string' && { ingestId }),
    attempt: job.attemptsMade + 1,
    waitMs: Math.max(0, Date.now() - job.timestamp - job.delay),
    end: 'failed',
    ms: 0,
    traceparent,
  };
  try {
    const result = await jobRan.within(ran, () =>
      withLogFields({ storeId, correlationId, job: job.name, traceparent: ran.traceparent }, work),
    );
    ran.end = result === 'skipped' ? 'skipped' : 'done';
    return result;
  } catch (error) {
    if (error instanceof DelayedError) ran.end = 'put_back';
    throw error;
  } finally {
    ran.ms = Math.round(performance.now() - start);
    jobRan.publish(ran);
  }
}
