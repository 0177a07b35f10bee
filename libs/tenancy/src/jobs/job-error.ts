import { DelayedError, type Job } from 'bullmq';

import { AppError, type ErrorKind } from '../errors/app-error.js';
import { lastFailure } from './failed/job-failure.js';

/** Puts a job in hand back into its queue for later, its attempt not spent. */
export async function putBack(job: Job, token?: string, delayMs = 0): Promise<never> {
  await job.moveToDelayed(Date.now() + delayMs, token);
  throw new DelayedError();
}

/** What a queue does with an error, read off its kind as HTTP reads off a status. */
export async function settleJobError(error: unknown, job: Job, token?: string): Promise<'skipped'> {
  if (!(error instanceof AppError)) throw error;
  switch (outcomes[error.kind]) {
    case 'skipped':
      return 'skipped';
    case 'later':
      return putBack(job, token, (error.retryAfterSeconds ?? 5) * 1_000);
    case 'again':
      throw error;
    case 'failed':
      throw lastFailure(error);
  }
}

/** `later`: its attempt is not spent. */
const outcomes: Record<ErrorKind, 'skipped' | 'later' | 'again' | 'failed'> = {
  not_found: 'skipped',
  rate_limited: 'later',
  unavailable: 'again',
  invalid: 'failed',
  too_large: 'failed',
  unauthorized: 'failed',
  forbidden: 'failed',
  conflict: 'failed',
};
