/** How far an ingest's frontier is. */
export interface OpenPages {
  /** Never taken yet. */
  fresh: number;
  /** Taken before and not done: leased by a worker, or waiting for another try. */
  started: number;
  /** Of both, those that a worker died with and that may be taken, or could if it were known to be dead. */
  touched: number;
  /** How many more may be taken under the cap; not above zero when none. */
  room: number;
  /** Read, with text. */
  useful: number;
  /** Read, without. */
  useless: number;
  /** Until the first of the started ones may be taken again; null when there are none. */
  waitMs: number | null;
  /** The same of those never taken. */
  freshWaitMs: number | null;
  /** For long the site has only asked for time. */
  isTurnedAway: boolean;
}
/** How reading went, over all pages of an ingest that were read. */
export interface ReadCounts {
  read: number;
  failed: number;
  empty: number;
}

/** How the pages of an ingest ended. */
export interface OutcomeCounts {
  outcomes: Record<string, number>;
  /** Of the duplicates, those that were not read, since another address is read in their place. */
  folded: number;
}
