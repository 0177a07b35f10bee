import type { ParseAs } from 'openapi-fetch';

import { ForeignAnswer } from './foreign-answer.js';
import { Refused } from './refused.js';
import type { Schema } from './schema.js';

/** The body of an answer: JSON, or as the caller wants it. Nothing where there is none. */
export async function readAnswer(response: Response, parseAs: ParseAs = 'json'): Promise<unknown> {
  if (parseAs === 'stream') return response.body;
  if (parseAs !== 'json') return response[parseAs]();
  if (response.status === 204) return undefined;
  if (!isJson(response)) throw new ForeignAnswer(response);
  try {
    return await response.json();
  } catch (cause) {
    throw new ForeignAnswer(response, '', { cause });
  }
}

/** Why the API did not answer, or that it was not the API. */
export async function refusalIn(response: Response): Promise<Refused | ForeignAnswer> {
  const problem: unknown = await response.json().catch(() => undefined);
  return isProblem(problem) ? new Refused(problem) : new ForeignAnswer(response);
}

const isJson = ({ headers }: Response): boolean =>
  /^application\/([\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '');

function isProblem(value: unknown): value is Schema<'Problem'> {
  const problem = Object(value) as Partial<Record<keyof Schema<'Problem'>, unknown>>;
  const { code, detail, status, errors = [], retry_after: after = 0 } = problem;
  const isNamed = typeof code === 'string' && typeof detail === 'string';
  const isListed = Array.isArray(errors) && errors.every(isFieldError);
  return isNamed && isListed && typeof status === 'number' && typeof after === 'number';
}

function isFieldError(value: unknown): boolean {
  const { field, message } = Object(value) as Partial<Schema<'FieldError'>>;
  return typeof field === 'string' && typeof message === 'string';
}
