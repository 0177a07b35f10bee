import type { StoreScope } from '@app/tenancy';

export const GAP_NOTIFIER = Symbol('GapNotifier');

/** A gap whose questions are all answered now. */
export interface GapAnswered {
  gapId: string;
  /** The question most asked, masked as in lists. */
  question: string;
  release: number;
}

/** Tells the store's own systems. Called after the commit, once for each closing. */
export interface GapNotifier {
  gapAnswered(scope: StoreScope, event: GapAnswered): Promise<void>;
}
