import { CliError } from '../cli-error.js';
import { oneLine } from '../terminal/printable.js';

/** Something answered that is not Storehand: a login page, another program's port. */
export function stranger({ status, statusText }: Response, url: string): CliError {
  const answer = oneLine(`${status} ${statusText}`);
  return new CliError(
    `${url} answered ${answer} in a form that Storehand does not use; check --api-url or STOREHAND_API_URL.`,
  );
}

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
