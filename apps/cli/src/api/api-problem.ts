import type { Schema } from '@app/client';

/** The error document of the API (RFC 9457); an answer that failed on its way has only a part of it. */
export type Problem = Partial<Schema<'Problem'>> &
  Pick<Schema<'Problem'>, 'code' | 'detail' | 'status'>;
/** Where the API speaks of its own fields, what that means at the command line. */
const inOtherWords: Record<string, string> = {
  TENANCY_STORE_ID_REQUIRED: 'here: --store-id <id>, as "stores list" shows them',
};

/** The server refused or failed, and said why in a problem document. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  /** What a person needs to go on: what happened, the code to look up, the id to quote. */
  get lines(): string[] {
    const { detail, code, correlation_id, retry_after, errors = [] } = this.problem;
    const hint = inOtherWords[code];
    return [
      `${detail} (${code})`,
      ...(hint ? [hint] : []),
      ...errors
        .filter(({ message }) => !detail.includes(message))
        .map(({ field, message }) => `${field || 'input'}: ${message}`),
      ...(retry_after ? [`try again in ${retry_after} s`] : []),
      ...(correlation_id ? [`correlation id ${correlation_id}`] : []),
    ];
  }
}
