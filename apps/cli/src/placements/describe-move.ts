import type { Schema } from '@app/client';

/** In a sentence. */
export function describeMove({
  id,
  source,
  target,
  step,
  read_only_ms: ms,
  verified,
}: Schema<'Move'>): string {
  const proof = verified ? ` ${verified.rows} rows of ${verified.tables} tables are alike.` : '';
  const pause = ms === null ? '' : ` It took no writes for ${(ms / 1_000).toFixed(1)} s.`;
  return `Move ${id} from ${source} to ${target}: ${step}.${proof}${pause}`;
}
