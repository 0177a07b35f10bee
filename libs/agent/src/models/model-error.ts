import { AppError } from '@app/tenancy';

import { modelBusy, modelNonsense, modelRejected, modelUnavailable } from '../agent.errors.js';

/** What a failed call means for the caller: wait, try again, or tell the operator. Keeps the cause for the log. */
export function modelError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const status = statusOf(error);
  if (status === 429) return modelBusy(error);
  if (status !== null && status >= 500) return modelUnavailable(error);
  if (status !== null && status >= 400 && status !== 408) return modelRejected(error);
  return error instanceof SyntaxError || isParseFailure(error)
    ? modelNonsense(error)
    : modelUnavailable(error);
}

function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : null;
}

/** Bodies that are no completion at all end in the client as failed reads of missing members. */
function isParseFailure(error: unknown): boolean {
  return error instanceof TypeError && /undefined|null|not iterable/.test(error.message);
}
