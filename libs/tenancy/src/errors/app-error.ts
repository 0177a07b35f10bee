/** What the caller should do about an error; both doors (HTTP and queue) read their answer off it. */
export const errorKinds = [
  'invalid',
  'too_large',
  'unauthorized',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'unavailable',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

export interface AppErrorFields {
  kind: ErrorKind;
  /** Stable and documented, e.g. `KNOWLEDGE_INGEST_RUNNING`. */
  code: string;
  /** One sentence that names the thing, the value and the next step. Shown to callers. */
  message: string;
  /** Extra members for the problem document; never secrets. */
  details?: Record<string, unknown>;
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** The one error class of the rooms: a kind that says what to do, a stable code, a sentence. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details?: Record<string, unknown>;
  readonly retryAfterSeconds?: number;

  constructor({ kind, code, message, details, retryAfterSeconds, cause }: AppErrorFields) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
