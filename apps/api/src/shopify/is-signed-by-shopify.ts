import { createHmac, timingSafeEqual } from 'node:crypto';

/** A SHA-256 in base64, as it is written in one way only. */
const shape = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/**
 * Whether `signature` is the HMAC-SHA-256 of exactly these bytes under one of the secrets, in base64 (shopify.dev, "Verify
 * webhook deliveries"). Which one, and how much of it is right, cannot be told from the time it takes.
 */
export function isSignedByShopify(
  bytes: Uint8Array,
  signature: string | undefined,
  secrets: readonly string[],
): boolean {
  if (signature === undefined || !shape.test(signature)) return false;
  const given = Buffer.from(signature, 'base64');
  const fits = secrets.map((secret) =>
    timingSafeEqual(createHmac('sha256', secret).update(bytes).digest(), given),
  );
  return fits.includes(true);
}
