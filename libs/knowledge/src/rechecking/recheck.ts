import type { ChunkDraft } from '../chunking/split-page.js';
import type { PageOutcome } from '../frontier/ingest-page.entity.js';
import type { FreshText, RecheckOutcome } from '../pages/rechecks/page-recheck.entity.js';

/** Why a site said nothing: how reading ended, or `late`: not in time, `busy`: it may not be asked now, `too_long`. */
export type RecheckFailure = PageOutcome | 'late' | 'busy' | 'too_long' | 'unknown_site' | 'fault';

/** A page as its site serves it now, cut as a release would have it. */
export interface FreshPage extends FreshText {
  /** By which the text is got, as a version's. */
  id: string;
  /** When the site said it. */
  fetchedAt: Date;
  chunks: readonly ChunkDraft[];
}

/** What is known of a page after asking, or after somebody else asked. */
export interface Recheck {
  /** `failed`: nothing newer than the version is known. */
  outcome: RecheckOutcome | 'failed';
  /** Why the site was not heard this time; null where it was, or where it need not be asked. */
  failure: RecheckFailure | null;
  /** When it said that; null where it never did. */
  checkedAt: Date | null;
  /** Only of a page that has changed. */
  page: FreshPage | null;
}
