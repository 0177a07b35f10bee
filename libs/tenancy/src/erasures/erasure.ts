export const erasureKinds = ['store', 'shopper'] as const;
export type ErasureKind = (typeof erasureKinds)[number];

/** What became of one place: a table, a queue, the counters. */
export interface ErasedPlace {
  /** `table/chunks`, `queue/crawl`, `counters`. */
  place: string;
  /** Rows, jobs or counters that were erased. */
  erased: number;
  /** What the second look found; an erasure ends only where it is 0 everywhere. */
  left: number;
  /** Dead tuples that the table still holds, those of all stores: what was erased is among them at most. Null: never vacuumed by us. */
  awaitingVacuum: number | null;
}

/** The erasure of a store or of one of its shoppers; once it has ended, the receipt of it. */
export interface Erasure {
  id: string;
  kind: ErasureKind;
  storeId: string;
  /** A keyed hash of the shopper's id; null for a store. */
  shopperHash: string | null;
  startedAt: Date;
  /** Null while it goes on. */
  finishedAt: Date | null;
  /** At first those that something is erased from, each named before it is; from the second look on all. */
  places: ErasedPlace[];
  /** Null while it goes on, and without CREDENTIALS_SECRET. */
  signature: string | null;
}

export const placeOfTable = (table: string): string => `table/${table}`;
const queuePlace = 'queue/';
export const placeOfQueue = (queue: string): string => queuePlace + queue;
export const isPlaceOfQueue = (place: string): boolean => place.startsWith(queuePlace);
