import type { Recheck } from '@app/knowledge';

/** What became of asking for a page before it was answered from, for the receipt. */
export interface RecheckNote {
  /** `failed`: it was answered from what was kept. */
  outcome: Recheck['outcome'];
  /** Why its site was not heard this time; null where it was. */
  failure: Recheck['failure'];
  url: string;
  /** The text that was answered from, beside the release; null where that is the release's. */
  fresh: { pageId: string; contentHash: string } | null;
  tookMs: number;
}
