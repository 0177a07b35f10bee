/** What of a website is read. Patterns begin with `/` and are matched as in robots.txt: `*` is any text, `$` the end. */
export interface CrawlRules {
  /** Only addresses that one of these matches are read; empty for all. The start page is always read. */
  include: string[];
  /** Addresses that one of these matches are not read, also where an include pattern matches. */
  exclude: string[];
  /** Links away from the start; null for the crawler's own bound. */
  maxDepth: number | null;
  /** Query parameters that never tell pages apart and are left out; `*` for all. */
  ignoreParameters: string[];
  /** Query parameters that do tell pages apart, though by their names they would be left out. */
  keepParameters: string[];
  /** How long a page that gives nothing (a wall, a shell, 5xx, time-outs) keeps its last version; null for ever. */
  keepUnreadDays: number | null;
}

export const noRules: CrawlRules = {
  include: [],
  exclude: [],
  maxDepth: null,
  ignoreParameters: [],
  keepParameters: [],
  keepUnreadDays: 30,
};
