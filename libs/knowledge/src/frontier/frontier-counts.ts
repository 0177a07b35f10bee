/** How far an ingest's frontier is. */
export interface OpenPages {
  /** Never taken yet. */
  fresh: number;
  /** Taken before and not done: leased by a worker, or waiting for another try. */
  started: number;
  /** Taken at least once, and of use or not done yet. */
  taken: number;
  /** Until the first of the started ones may be taken again; null when there are none. */
  waitMs: number | null;
}
/** How reading went, over all pages of an ingest that were read. */
export interface ReadCounts {
  read: number;
  failed: number;
  empty: number;
}
