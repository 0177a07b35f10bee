/** The error document of the API (RFC 9457), as far as the CLI shows it. */
export interface Problem {
  title?: string;
  status: number;
  detail: string;
  code: string;
  correlation_id?: string;
  retry_after?: number;
  errors?: { field: string; message: string }[];
  details?: Record<string, unknown>;
}

/** The server refused or failed, and said why in a problem document. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  /** What a person needs to go on: what happened, the code to look up, the id to quote. */
  get lines(): string[] {
    const { detail, code, correlation_id, retry_after, errors = [] } = this.problem;
    return [
      `${detail} (${code})`,
      ...errors
        .filter(({ message }) => !detail.includes(message))
        .map(({ field, message }) => `${field || 'input'}: ${message}`),
      ...(retry_after ? [`try again in ${retry_after} s`] : []),
      ...(correlation_id ? [`correlation id ${correlation_id}`] : []),
    ];
  }
}

export function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const { code, detail } = value as Record<string, unknown>;
  return typeof code === 'string' && typeof detail === 'string';
}
