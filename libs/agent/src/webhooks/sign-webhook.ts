import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
/** As long as the specification recommends. */
const SECRET_BYTES = 32;

export const newWebhookSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

export interface SignedText {
  /** The same at every attempt, so that a receiver can tell what it has seen. */
  id: string;
  seconds: number;
  body: string;
}

/** The headers of the Standard Webhooks specification: HMAC-SHA-256 over id, moment and body. */
/** With several secrets a receiver may check against any of them, so that one can be rotated while calls arrive. */
export function signatureHeaders(
  secrets: readonly string[],
  { id, seconds, body }: SignedText,
): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}
