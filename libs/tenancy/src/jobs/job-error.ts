import { DelayedError, type Job } from 'bullmq';

import { AppError } from '../errors/app-error.js';
import { lastFailure } from './failed/job-failure.js';

/** Puts a job in hand back into its queue for later, its attempt not spent. */
export async function putBack(job: Job, token?: string, delayMs = 0): Promise<never> {
  await job.moveToDelayed(Date.now() + delayMs, token);
  throw new DelayedError();
}

/** What a queue does with an error, read off its kind as HTTP reads off a status. */
export async function settleJobError(error: unknown, job: Job, token?: string): Promise<'skipped'> {
  if (!(error instanceof AppError)) throw error;
  switch (error.kind) {
    case 'not_found':
      return 'skipped';
    case 'rate_limited':
      return putBack(job, token, (error.retryAfterSeconds ?? 5) * 1_000);
    case 'unavailable':
      throw error;
    case 'invalid':
    case 'too_large':
    case 'unauthorized':
    case 'forbidden':
    case 'conflict':
      throw lastFailure(error);
    default:
      return error.kind satisfies never;
  }
}
