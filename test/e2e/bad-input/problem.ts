import type { Answer } from '../api-client.js';

interface FieldError {
  in?: string;
  field: string;
  message: string;
}

export interface Problem {
  status: number;
  code: string;
  detail: string;
  errors?: FieldError[];
  details?: Record<string, unknown>;
}

const parts = ['type', 'title', 'status', 'detail', 'code', 'correlation_id'];

interface OtherError {
  message: string;
  code: string;
  param: string | null;
  correlation_id: string;
  data?: Record<string, unknown>;
}

/** The problem document that an answer must be, whole and in keeping with its status and headers. */
export function problemOf(answer: Answer): Problem {
  const { status, headers, text } = answer;
  const { type, problem } = documentOf(answer);
  const gaps = parts.filter((part) => problem[part] === undefined || problem[part] === '');
  const form = {
    type: headers.get('content-type'),
    correlationId: headers.get('x-correlation-id'),
    status: problem.status,
    gaps,
  };
  expect({ text, ...form }).toEqual({
    text,
    type,
    correlationId: problem['correlation_id'],
    status,
    gaps: [],
  });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  return problem;
}

/** Doors of other protocols carry a problem in the shape of theirs. */
function documentOf({ status, body }: Answer) {
  type Document = Problem & Record<string, unknown>;
  const error = body['error'] as unknown as OtherError | undefined;
  if (error === undefined) {
    return {
      type: 'application/problem+json; charset=utf-8',
      problem: body as unknown as Document,
    };
  }
  const { message: detail, param, data, ...rest } = error;
  const errors = param === null ? [] : [{ field: param, message: detail }];
  const problem = data ?? { title: detail, type: 'none', ...rest, status, detail, errors };
  return { type: 'application/json; charset=utf-8', problem: problem as Document };
}

/** The fields that a problem names. */
export const fieldsOf = (answer: Answer): string[] =>
  (problemOf(answer).errors ?? []).map(({ field }) => field);
