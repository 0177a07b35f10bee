/** What the log may know of an error. */
export interface ErrorDescription {
  name: string;
  code?: string;
  message: string;
  at?: string[];
  cause?: ErrorDescription;
}

const maxMessageLength = 300;
const maxFrames = 12;
const maxCauses = 3;

/**
 * Describes an error for the log without what callers sent: database errors carry the statement, its parameters and
 * copies of values, so of those only the SQLSTATE and the names are kept.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, message: 'not an Error' };
  const { name, code, stack, cause } = error as Error & { code?: unknown };
  return {
    name,
    ...(typeof code === 'string' && { code }),
    message: safeMessage(error),
    at: stack
      ?.split('\n')
      .filter(isFrame)
      .slice(0, maxFrames)
      .map((line) => line.trim()),
    ...(cause !== undefined && depth < maxCauses && { cause: describeError(cause, depth + 1) }),
  };
}

const isFrame = (line: string) => /^\s+at /.test(line);

function safeMessage(error: Error): string {
  if (!isDatabaseError(error)) return error.message.slice(0, maxMessageLength);
  const { code, table, constraint, routine } = error;
  return ['database error', code, table, constraint, routine].filter(Boolean).join(' ');
}

interface DatabaseError extends Error {
  code?: string;
  table?: string;
  constraint?: string;
  routine?: string;
}

/** TypeORM's wrapper has the statement; the driver's own error has a severity. */
const isDatabaseError = (error: Error): error is DatabaseError =>
  'query' in error || ('severity' in error && 'routine' in error);
