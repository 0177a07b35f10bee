import { AppError } from '../../errors/app-error.js';
import { describeError } from '../../logs/describe-error.js';

/** Why a job failed, as an operator and its store may read it. */
export interface FailureReason {
  /** Of the `AppError` it failed with; `INTERNAL_ERROR` for a fault of ours. */
  code: string;
  message: string;
}

/** What BullMQ writes itself, about a job that too many workers died with. */
const stalled = /^job stalled more than/;
const written = /^([A-Z][A-Z0-9_]+): ([^]+)$/;
const longest = 500;

/** Of anything that was thrown. What is not ours may quote a page or a shopper: of that the kind is kept, the log knows where. */
export function reasonOf(error: unknown): FailureReason {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  const { name, code, message } = describeError(error);
  return { code: 'INTERNAL_ERROR', message: [name, code, message].filter(Boolean).join(' ') };
}

/** The one line that the queue keeps. */
export const writeReason = ({ code, message }: FailureReason): string =>
  `${code}: ${message.slice(0, longest)}`;

/** Reads such a line; of one that others wrote nothing is repeated. */
export function readReason(line = ''): FailureReason {
  const [, code, message] = written.exec(line) ?? [];
  if (code !== undefined && message !== undefined) return { code, message };
  if (stalled.test(line)) {
    return { code: 'JOB_STALLED', message: 'Too many workers died while they had it in hand.' };
  }
  return { code: 'INTERNAL_ERROR', message: 'It failed for a reason that was not written down.' };
}
