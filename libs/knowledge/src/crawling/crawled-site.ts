import type { Ingest } from '../ingests/ingest.entity.js';
import { noRules } from '../sources/crawl-rules.js';
import { RobotsRules } from './discovery/robots-rules.js';
import { SiteScope } from './discovery/site-scope.js';
import type { UnknownAnswer } from './stand-ins/unknown-answer.js';

/** One ingest's website, as every slice rebuilds it from the ingest's row. */
export interface CrawledSite {
  ingest: Ingest;
  sourceId: string;
  siteUrl: string;
  host: string;
  scope: SiteScope;
  robots: RobotsRules;
  /** Links away from the start that are followed; null for no bound of the source's own. */
  maxDepth: number | null;
  /** What this slice has offered to the frontier already; most links of a page are on the page before, too. */
  offered: Set<string>;
  /** What it answers where nothing is; null until a page is read that could be that. */
  unknownAnswer: Promise<UnknownAnswer> | null;
}

/** The host that an ingest's next requests go to. */
export const hostOf = ({ siteUrl, url }: Pick<Ingest, 'siteUrl' | 'url'>): string =>
  URL.parse(siteUrl ?? url ?? '')?.host ?? '';

/** Null while the site is not surveyed yet. */
export function crawledSite(ingest: Ingest): CrawledSite | null {
  const { siteUrl, robotsTxt, url, sourceId } = ingest;
  if (siteUrl === null || robotsTxt === null || url === null || sourceId === null) return null;
  const site = new URL(siteUrl);
  const rules = { ...noRules, ...ingest.rules };
  return {
    ingest,
    sourceId,
    siteUrl,
    host: site.host,
    scope: new SiteScope(siteUrl, [new URL(url).host], rules),
    maxDepth: rules.maxDepth,
    robots: new RobotsRules(robotsTxt),
    offered: new Set(),
    unknownAnswer: ingest.unknownAnswer && Promise.resolve(ingest.unknownAnswer),
  };
}
