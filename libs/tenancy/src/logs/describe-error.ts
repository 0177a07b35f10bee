import { AppError } from '../errors/app-error.js';

/** What the log may know of an error. */
export interface ErrorDescription {
  name: string;
  code?: string;
  message?: string;
  at?: string[];
  cause?: ErrorDescription;
}

const maxMessageLength = 300;
const maxFrames = 12;
const maxCauses = 3;

/**
 * Describes an error for the log without what callers sent. Errors of databases, models and parsers carry statements,
 * parameters and texts, so only ours, the runtime's and the operating system's speak for themselves; of the others the
 * name, the code and the frames are kept, and of a database's what it was about.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, code, cause } = error as Error & { code?: unknown };
  const message = safeMessage(error);
  return {
    name: className.test(name) ? name : 'Error',
    ...(typeof code === 'string' && machineCode.test(code) && { code }),
    ...(message !== undefined && { message }),
    at: framesOf(error),
    ...(cause !== undefined && depth < maxCauses && { cause: describeError(cause, depth + 1) }),
  };
}

/** A server may send anything as its code; those of systems, databases and ours are in capitals. */
const machineCode = /^[A-Z0-9][A-Z0-9_]{1,60}$/;
const className = /^\w{1,60}$/;

/** The stack begins with the message, of which a line may pass for a frame. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = message === '' ? -1 : stack.indexOf(message);
  const frames = at < 0 ? stack : stack.slice(at + message.length);
  return frames
    .split('\n')
    .filter((line) => /^\s+at \S/.test(line))
    .slice(0, maxFrames)
    .map((line) => line.trim());
}

function safeMessage(error: Error): string | undefined {
  if (isDatabaseError(error)) {
    const { code, table, constraint, routine } = error;
    return ['database error', code, table, constraint, routine].filter(Boolean).join(' ');
  }
  return speaksForItself(error) ? error.message.slice(0, maxMessageLength) : undefined;
}

/** Not a SyntaxError: that of a JSON parser quotes what it was given. */
const speaksForItself = (error: Error): boolean =>
  error instanceof AppError ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof ReferenceError ||
  'syscall' in error;

interface DatabaseError extends Error {
  code?: string;
  table?: string;
  constraint?: string;
  routine?: string;
}

/** TypeORM's wrapper has the statement; the driver's own error has a severity. */
const isDatabaseError = (error: Error): error is DatabaseError =>
  'query' in error || ('severity' in error && 'routine' in error);
