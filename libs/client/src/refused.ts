import type { Schema } from './schema.js';

/** The API refused or failed, and said why in a problem document (RFC 9457). `code` is for programs, the message for people. */
export class Refused extends Error {
  override name = 'Refused';

  constructor(readonly problem: Schema<'Problem'>) {
    super(problem.detail);
  }

  get code(): string {
    return this.problem.code;
  }
}
