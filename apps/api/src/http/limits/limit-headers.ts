import type { Bucket, Taken } from '@app/tenancy';

/** What a caller is told of a bucket (draft-ietf-httpapi-ratelimit-headers-03), with its name as a parameter. */
export const limitHeaders = (
  { name, limit, seconds }: Bucket,
  { remaining, resetSeconds }: Pick<Taken, 'remaining' | 'resetSeconds'>,
): Record<string, string> => ({
  'RateLimit-Policy': `${limit};w=${seconds};name="${name}"`,
  'RateLimit-Limit': String(limit),
  'RateLimit-Remaining': String(remaining),
  'RateLimit-Reset': String(resetSeconds),
});
