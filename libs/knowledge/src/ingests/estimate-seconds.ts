import type { CutProgress } from '../pages/page.repository.js';
import type { Ingest } from './ingest.entity.js';
import { type IngestPages, isActive } from './knowledge-status.js';

/** Cutting and embedding a page takes about half as long as reading it. */
const cutShare = 0.5;
/** Before that there is no pace to reckon with. */
const leastDone = 3;

/**
 * Seconds left at the pace so far, for reading and for indexing what was read. Null until a few pages give a pace, and
 * when nothing is being built.
 */
export function estimateSeconds(
  ingest: Pick<Ingest, 'status' | 'startedAt' | 'kind' | 'maxPages'>,
  { pages, cut, now }: { pages: IngestPages; cut: CutProgress; now: Date },
): number | null {
  if (!isActive(ingest.status) || ingest.startedAt === null) return null;
  const { done, left } = workOf(ingest, pages, cut);
  if (done < leastDone) return null;
  const elapsed = (now.getTime() - ingest.startedAt.getTime()) / 1_000;
  return Math.ceil((elapsed / done) * left);
}

/** In pages read; of those that were found, no more are reckoned with than the cap lets in. */
function workOf(
  { status, kind, maxPages }: Pick<Ingest, 'status' | 'kind' | 'maxPages'>,
  { found, waiting, indexed, unchanged }: IngestPages,
  { visible, uncut }: CutProgress,
): { done: number; left: number } {
  const read = found - waiting;
  if (status === 'publishing') return { done: read + visible * cutShare, left: 0 };
  if (status === 'indexing') {
    const wanted = kind === 'reindex' ? visible : Math.max(indexed, uncut);
    return { done: read + Math.max(0, wanted - uncut) * cutShare, left: uncut * cutShare };
  }
  const unread = Math.min(waiting, Math.max(0, maxPages - indexed - unchanged));
  const changedShare = read === 0 ? 1 : indexed / read;
  return { done: read, left: unread + (indexed + unread * changedShare) * cutShare };
}
