/** The connection never came about, so the server has not seen the request. */
const NEVER_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** The server itself says that it failed or is full. Gateways (502, 504) give up while the model behind may go on. */
const REFUSED = new Set([500, 503]);

/**
 * True where a failed call has surely cost nothing and may be tried again: it never arrived, or the server refused it.
 * A connection that broke after the request was sent may have been answered, and paid for, on the other side.
 */
export function surelyUnpaid(error: unknown): boolean {
  for (let cause = error, depth = 0; isObject(cause) && depth < 6; depth += 1) {
    const { status, code } = cause as { status?: unknown; code?: unknown };
    if (typeof status === 'number') return REFUSED.has(status);
    if (typeof code === 'string' && NEVER_REACHED.has(code)) return true;
    cause = (cause as { cause?: unknown }).cause;
  }
  return false;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
