import { DelayedError, type Job, UnrecoverableError } from 'bullmq';

import { AppError } from '../errors/app-error.js';

/** What a queue does with an error, read off its kind as HTTP reads off a status. */
export async function settleJobError(error: unknown, job: Job, token?: string): Promise<'skipped'> {
  if (!(error instanceof AppError)) throw error;
  switch (error.kind) {
    case 'not_found':
      return 'skipped';
    case 'rate_limited':
      await job.moveToDelayed(Date.now() + (error.retryAfterSeconds ?? 5) * 1_000, token);
      throw new DelayedError();
    case 'unavailable':
      throw error;
    case 'invalid':
    case 'unauthorized':
    case 'forbidden':
    case 'conflict':
      throw new UnrecoverableError(`${error.code}: ${error.message}`);
    default:
      return error.kind satisfies never;
  }
}
