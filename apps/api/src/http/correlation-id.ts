import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const correlationHeader = 'x-correlation-id';

/** Safe in a header, a log line and a job: no spaces, quotes or control characters, no room for a message. */
const sane = /^[A-Za-z0-9._:-]{8,64}$/;

/** The caller's correlation id if it sent a usable one, else a new one. */
export function correlationIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers[correlationHeader];
  return typeof given === 'string' && sane.test(given) ? given : randomUUID();
}
