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

/** The problem document that an answer must be, whole and in keeping with its status and headers. */
export function problemOf({ status, headers, body, text }: Answer): Problem {
  const problem = body as unknown as Problem & Record<string, unknown>;
  const gaps = parts.filter((part) => problem[part] === undefined || problem[part] === '');
  const form = {
    type: headers.get('content-type'),
    correlationId: headers.get('x-correlation-id'),
    status: problem.status,
    gaps,
  };
  expect({ text, ...form }).toEqual({
    text,
    type: 'application/problem+json; charset=utf-8',
    correlationId: problem['correlation_id'],
    status,
    gaps: [],
  });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  return problem;
}

/** The fields that a problem names. */
export const fieldsOf = (answer: Answer): string[] =>
  (problemOf(answer).errors ?? []).map(({ field }) => field);
