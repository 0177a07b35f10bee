import { CliError } from '../cli-error.js';
import { oneLine } from '../terminal/printable.js';

type Answered = Pick<Response, 'status' | 'statusText'>;

/**
 * Something answered that is not Storehand: a login page, another program's port. With a field that is missing from what is
 * Storehand's else, it is one of another version.
 */
export function stranger({ status, statusText }: Answered, url: string, fault = ''): CliError {
  const answer = oneLine(`${status} ${statusText}`);
  const isOther = fault !== '';
  return new CliError(
    isOther
      ? `${url} answered ${answer} as another version of Storehand: ${oneLine(fault)} is missing or of another kind; use the CLI of its version.`
      : `${url} answered ${answer} in a form that Storehand does not use; check --api-url or STOREHAND_API_URL.`,
  );
}

/** It began as an answer of Storehand's, and went on as something else. */
export const strangeEvent = (): CliError =>
  new CliError(
    'The answer came in a form that Storehand does not use; check --api-url or STOREHAND_API_URL.',
  );

export const brokeOff = (url: string, cause: unknown): CliError =>
  new CliError(`The connection to ${url} broke while it was answering.`, { cause });

const silent = 'it does not answer';
const closed = 'it closed the connection';
const untrusted = 'its certificate is not valid for this machine';
const notHttps = 'it does not speak https';

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: closed,
  UND_ERR_SOCKET: closed,
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name cannot be looked up',
  ETIMEDOUT: silent,
  UND_ERR_CONNECT_TIMEOUT: silent,
  TimeoutError: silent,
  ERR_SSL_WRONG_VERSION_NUMBER: notHttps,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notHttps,
  EPROTO: notHttps,
  CERT_HAS_EXPIRED: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: untrusted,
};

/** No answer came at all. */
export function unreachable(url: string, error: unknown): CliError {
  const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
  // a DOMException carries a number there
  const code = String(cause?.code ?? name);
  const known = reasons[code];
  const isHttp = !code.startsWith('HPE_');
  const reason = known ?? (isHttp ? oneLine(cause?.message ?? message) : 'it does not speak HTTP');
  return new CliError(
    `Cannot reach ${url}: ${reason.replace(/\.$/, '')}. Start the server with \`npm start\`, or name another with --api-url or STOREHAND_API_URL.`,
    { cause: error },
  );
}
