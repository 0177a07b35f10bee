import { AppError } from '@app/tenancy';

import type { ModelVerdict } from './model-check.js';

const BY_CODE: Readonly<Record<string, ModelVerdict>> = {
  AGENT_MODEL_URL_REFUSED: 'address_refused',
  AGENT_MODEL_UNAVAILABLE: 'unreachable',
  AGENT_MODEL_BUSY: 'busy',
  AGENT_MODEL_STALLED: 'too_slow',
  AGENT_MODEL_REJECTED: 'refused',
};
const BY_STATUS: Readonly<Record<number, ModelVerdict>> = {
  401: 'key_rejected',
  403: 'key_rejected',
  404: 'model_unknown',
};
/** How deep libraries wrap an error. */
const DEPTH = 8;

/** What a failed call says about a model; `contentType` is that of its last response, null where none came. */
export function judgeFailure(error: unknown, contentType: string | null): ModelVerdict {
  if (isTimeout(error)) return 'too_slow';
  if (!(error instanceof AppError)) return 'not_an_answer';
  const causes = causesOf(error);
  if (causes.some(({ name }) => name === 'RefusedAddressError')) return 'address_refused';
  const refusal = causes.find(({ status }) => status !== undefined);
  if (error.code === 'AGENT_MODEL_REJECTED' && refusal) return judgeRefusal(refusal);
  const isWhole = contentType?.includes('json') === true;
  return BY_CODE[error.code] ?? (isWhole ? 'no_streaming' : 'not_an_answer');
}

interface Cause {
  name?: unknown;
  status?: number;
  code?: unknown;
}

function judgeRefusal({ status = 0, code }: Cause): ModelVerdict {
  return BY_STATUS[status] ?? (code === 'model_not_found' ? 'model_unknown' : 'refused');
}

function causesOf(error: AppError): Cause[] {
  const causes: Cause[] = [];
  for (let next: unknown = error.cause; isObject(next) && causes.length < DEPTH;) {
    causes.push(next);
    next = (next as { cause?: unknown }).cause;
  }
  return causes;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isTimeout = (error: unknown) =>
  error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError');
