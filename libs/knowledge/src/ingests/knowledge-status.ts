import type { OutcomeCounts } from '../frontier/frontier-counts.js';
import type { PageOutcome } from '../frontier/ingest-page.entity.js';
import {
  activeIngestStatuses,
  type Ingest,
  type IngestStatus,
  unendedIngestStatuses,
} from './ingest.entity.js';

export type KnowledgeState = 'empty' | 'building' | 'live' | 'held' | 'failed';

/** Real counts of an ingest: pages found so far, then how each ended. */
export interface IngestPages {
  found: number;
  /** Read from the website, whatever came of it. */
  fetched: number;
  indexed: number;
  unchanged: number;
  duplicate: number;
  /** Ended without text, for a reason that its outcome names. */
  failed: number;
  /** Not tried on purpose: robots, noindex, out of scope. */
  skipped: number;
  waiting: number;
  outcomes: Record<string, number>;
}

export interface IngestProgress {
  ingest: Ingest;
  pages: IngestPages;
  /** What comes before it while it waits to start, else null. */
  queuePosition: number | null;
  /** Estimated from the pace so far and what the site asks for; null where nothing tells. */
  etaSeconds: number | null;
}

export interface KnowledgeStatus {
  storeId: string;
  status: KnowledgeState;
  liveRelease: number | null;
  pageCount: number;
  chunkCount: number;
  lastIngest: IngestProgress | null;
}

const skipped: readonly PageOutcome[] = [
  'blocked_by_robots',
  'noindex',
  'off_scope',
  'redirected',
  'over_limit',
];
const succeeded: readonly PageOutcome[] = ['indexed', 'unchanged', 'duplicate'];

export function countPages({ outcomes, folded }: OutcomeCounts): IngestPages {
  const of = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (outcomes[name] ?? 0), 0);
  // links that are left out are no pages
  const found = of(Object.keys(outcomes)) - of(['left_out']);
  const waiting = of(['open']);
  const failed = found - waiting - of(succeeded) - of(skipped);
  const { open: _, ...ended } = outcomes;
  return {
    found,
    fetched: found - waiting - folded - of(['blocked_by_robots', 'off_scope', 'over_limit']),
    indexed: of(['indexed']),
    unchanged: of(['unchanged']),
    duplicate: of(['duplicate']),
    failed,
    skipped: of(skipped),
    waiting,
    outcomes: ended,
  };
}

export const isActive = (status: IngestStatus): boolean =>
  (activeIngestStatuses as readonly string[]).includes(status);

export const isUnended = (status: IngestStatus): boolean =>
  (unendedIngestStatuses as readonly string[]).includes(status);

/** What a store's knowledge is, read off its last ingest and the pages of its live release; one without any is empty. */
export function knowledgeState(
  last: Pick<Ingest, 'status'> | null,
  livePages: number,
): KnowledgeState {
  if (last && isUnended(last.status)) return 'building';
  if (last?.status === 'held') return 'held';
  if (livePages > 0) return 'live';
  return last?.status === 'failed' ? 'failed' : 'empty';
}
