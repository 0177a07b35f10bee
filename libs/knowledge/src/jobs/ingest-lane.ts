import type { Lane } from '@app/tenancy';

import type { Ingest } from '../ingests/ingest.entity.js';

/** As many pages are read in a slice or two. */
const smallPages = 25;
/**
 * Each slice that is worth this many of the others: the sweep gives what stands still a new slice about every
 * half minute, so that small ingests without end hold no large one back for longer than some minutes.
 */
const turnEvery = 10;

/** In which lane of its queue an ingest's next slice waits: the small ones do not stand behind the large. */
export function laneOf({
  kind,
  maxPages,
  slice,
}: Pick<Ingest, 'kind' | 'maxPages' | 'slice'>): Lane {
  const isSmall = kind === 'removal' || (maxPages > 0 && maxPages <= smallPages);
  const hasTurn = slice % turnEvery === turnEvery - 1;
  return isSmall || hasTurn ? 'small' : 'large';
}
