import { UnrecoverableError } from 'bullmq';

import { type FailureReason, reasonOf, writeReason } from './failure-reason.js';

/** Known by their names, since those of a process apart come back without their classes. */
const settled = ['JobFailure', 'UnrecoverableError', 'DelayedError'];

/** What a job fails with, in the words that its queue keeps. */
class JobFailure extends Error {
  override readonly name = 'JobFailure';
}

/** For what trying again cannot mend. */
export const lastFailure = (reason: FailureReason): UnrecoverableError =>
  new UnrecoverableError(writeReason(reason));

/** For anything else that a job ends with: the queue and its dashboard show no more than the reason. */
export function jobFailure(error: unknown): Error {
  if (error instanceof Error && settled.includes(error.name)) return error;
  return new JobFailure(writeReason(reasonOf(error)), { cause: error });
}
