import type { Schema } from '@app/client';

type Key = Schema<'Key'>;

/** Whether a key works, works on beside the one that took its place, or has ended. */
export function stateOf({ revoked_at, expires_at, replaced_by }: Key): string {
  if (revoked_at) return 'revoked';
  if (expires_at && Date.parse(expires_at) <= Date.now()) return 'expired';
  return replaced_by ? 'replaced' : 'live';
}

export const isEnded = (one: Key): boolean => ['revoked', 'expired'].includes(stateOf(one));
