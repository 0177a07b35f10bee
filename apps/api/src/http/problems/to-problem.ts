import { STATUS_CODES } from 'node:http';

import { AppError, type ErrorKind } from '@app/tenancy';
import { HttpException } from '@nestjs/common';

import { snakeCased } from '../output/snake-cased.js';
import { HttpProblem, type ProblemParts } from './http-problem.js';
import type { FieldErrorDto, ProblemDto } from './problem.dto.js';
import { transportProblems } from './transport-problems.js';

/** What each kind of error means over HTTP. */
export const kindMeanings: Record<ErrorKind, { status: number; title: string }> = {
  invalid: { status: 422, title: 'The request is not valid' },
  too_large: { status: 413, title: 'It is too large' },
  unauthorized: { status: 401, title: 'An accepted API key is needed' },
  forbidden: { status: 403, title: 'This key may not do this' },
  not_found: { status: 404, title: 'There is nothing here' },
  conflict: { status: 409, title: 'Something else is in the way' },
  rate_limited: { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Not available right now' },
};

/** The title that belongs to a status, for documentation. */
export const titleOf = (status: number): string =>
  Object.values(kindMeanings).find((meaning) => meaning.status === status)?.title ??
  STATUS_CODES[status] ??
  'Refused';

export const typeOf = (code: string): string =>
  `urn:storehand:problem:${code.toLowerCase().replaceAll('_', '-')}`;

/** Turns anything thrown into the one error shape of the API. What is not known says nothing but its id. */
export function toProblem(error: unknown, correlationId: string): ProblemDto {
  const parts = partsOf(error);
  return { type: typeOf(parts.code), ...parts, correlation_id: correlationId };
}

function partsOf(error: unknown): ProblemParts {
  if (error instanceof AppError) return fromAppError(error);
  if (error instanceof HttpProblem) return error.parts;
  const fromTransport = transportProblems[codeOf(error)];
  if (fromTransport) return fromTransport;
  if (error instanceof HttpException && error.getStatus() < 500) return fromHttp(error);
  return unknownProblem;
}

function fromAppError(error: AppError): ProblemParts {
  const { errors, field, ...details } = (error.details ?? {}) as Record<string, unknown>;
  const { status, title } = kindMeanings[error.kind];
  return {
    title,
    status,
    detail: error.message,
    code: error.code,
    retry_after: error.retryAfterSeconds && Math.max(1, Math.ceil(error.retryAfterSeconds)),
    errors: fieldErrors(errors, field, error.message),
    details: Object.keys(details).length > 0 ? snakeCased(details) : undefined,
  };
}

function fieldErrors(errors: unknown, field: unknown, message: string): ProblemParts['errors'] {
  if (Array.isArray(errors)) return errors as FieldErrorDto[];
  return typeof field === 'string' ? [{ field, message }] : undefined;
}

function fromHttp(error: HttpException): ProblemParts {
  const status = error.getStatus();
  const title = titleOf(status);
  const detail = `${title}; compare the request with its operation at /docs.`;
  return { title, status, detail, code: title.toUpperCase().replaceAll(/\W+/g, '_') };
}

const unknownProblem: ProblemParts = {
  title: 'Something failed on our side',
  status: 500,
  detail:
    'The request failed for a reason that is not yours. Try again; if it stays, give us the correlation id.',
  code: 'INTERNAL_ERROR',
};

/** The code of a Fastify error, also when the Nest adapter wrapped it. */
function codeOf(error: unknown): string {
  const source = error instanceof HttpException && error.cause ? error.cause : error;
  const code = (source as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
