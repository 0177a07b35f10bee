import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Makes what looks at an `Authorization` header: whether it holds one of the keys as a bearer. Compares digests, which have
 * one length, so that it takes one time.
 */
export function mayScrape(
  keys: readonly (string | undefined)[],
): (authorization: string | undefined) => boolean {
  const digests = keys.filter((key) => key !== undefined).map(digest);
  return (authorization = '') => {
    const [, given = ''] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    return digests.filter((one) => timingSafeEqual(one, digest(given))).length > 0;
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
