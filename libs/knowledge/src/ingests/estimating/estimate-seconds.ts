import type { CutProgress } from '../../pages/page.repository.js';
import type { Ingest } from '../ingest.entity.js';
import { type IngestPages, isActive } from '../knowledge-status.js';

/** How fast the pages of an ingest are read, and what is known to hold it up. In seconds. */
export interface ReadingPace {
  /** Pages that were read after the first ones, and how long that took, pauses aside. */
  read: number;
  seconds: number;
  /** What the site wants between two requests; 0 where it wants nothing. */
  delay: number;
  /** Until the site may be asked again. */
  wait: number;
}

/** Cutting and embedding a page takes about half as long as reading it, where the site does not hold that up. */
const cutShare = 0.5;
const longestReading = 1;
/** Before that there is no pace to reckon with. */
const leastDone = 3;
/** A wanted delay weighs as much as so many pages that were read: each of the first would sway it. */
const delayWeight = 10;

/**
 * Seconds left, for reading at the pace so far, or that the site allows, and for indexing what was read at the pace of
 * that. Null until a few pages give a pace, and when nothing is being built.
 */
export function estimateSeconds(
  { status, kind, maxPages }: Pick<Ingest, 'status' | 'kind' | 'maxPages'>,
  { pages, cut, pace }: { pages: IngestPages; cut: CutProgress; pace: ReadingPace },
): number | null {
  if (!isActive(status)) return null;
  if (status === 'publishing') return 0;
  const cutting = cutSeconds(cut, pace);
  if (status === 'indexing') return cutting === null ? null : Math.ceil(cut.uncut * cutting);
  const reading = readSeconds(pages, pace);
  if (reading === null || cutting === null || kind === 'reindex') return null;
  const { fetched, waiting, indexed, unchanged } = pages;
  // of those that were found, no more than the cap lets in
  const unread = Math.min(waiting, Math.max(0, maxPages - indexed - unchanged));
  const changedShare = fetched === 0 ? 1 : indexed / fetched;
  const uncut = indexed + unread * changedShare;
  return Math.ceil(pace.wait + unread * reading + uncut * cutting);
}

/** A page. */
function readSeconds({ fetched }: IngestPages, { read, seconds, delay }: ReadingPace) {
  if (delay === 0) return fetched < leastDone || read === 0 ? null : seconds / read;
  return Math.max(delay, (seconds + delay * delayWeight) / (read + delayWeight));
}

function cutSeconds({ cut, seconds }: CutProgress, { read, ...pace }: ReadingPace): number | null {
  if (cut > 0) return seconds / cut;
  if (read === 0) return pace.delay > 0 ? cutShare * longestReading : null;
  const reading = pace.seconds / read;
  return cutShare * (pace.delay > 0 ? Math.min(reading, longestReading) : reading);
}
