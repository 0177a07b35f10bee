/** How old a page may be that an answer rests on, in hours, before its site is asked first; 0: it never is. */
export interface MaxAges {
  prices: number;
  policies: number;
  others: number;
}
export type AgeTopic = keyof MaxAges;

/** Prices and stock change within a day, what a store promises within a week; else the crawl is soon enough. */
export const MAX_AGES: Readonly<MaxAges> = { prices: 24, policies: 168, others: 0 };

/** A year: beyond it a page is never asked for. */
export const LONGEST_AGE = 8_760;
