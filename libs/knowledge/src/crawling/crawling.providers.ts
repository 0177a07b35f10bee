import type { Provider } from '@nestjs/common';

import { AddressPolicy } from '../addresses/address-policy.js';
import { KNOWLEDGE_CONFIG, type KnowledgeConfig } from '../knowledge.config.js';
import { CrawlCloser } from './crawl-closer.js';
import { RobotsReader } from './discovery/robots-reader.js';
import { SitemapWalker } from './discovery/sitemap-walker.js';
import { ExtractionPool } from './extraction/extraction-pool.js';
import { HostGate } from './fetching/host-gate.js';
import { SiteFetcher } from './fetching/site-fetcher.js';
import { NearMerger } from './near-duplicates/near-merger.js';
import { PageKeeper } from './page-keeper.js';
import { PageReader } from './page-reader.js';
import { SiteOpener } from './site-opener.js';
import { SiteSurvey } from './site-survey.js';
import { SitemapOffer } from './sitemap-offer.js';
import { SliceReader } from './slice-reader.js';
import { UnknownProber } from './stand-ins/unknown-prober.js';

/** A page that takes longer to read is hostile or broken; real ones take 5 to 20 ms. */
const extractionTimeoutMs = 5_000;

const fileTimeoutMs = 30_000;

/** Everything that crawling needs, for the module of this lib. `AddressPolicy` serves sources, too. */
export const crawlingProviders: Provider[] = [
  {
    provide: AddressPolicy,
    useFactory: ({ crawl }: KnowledgeConfig) => new AddressPolicy(crawl.allowedPrivateHosts),
    inject: [KNOWLEDGE_CONFIG],
  },
  { provide: HostGate, useFactory: () => new HostGate() },
  {
    provide: SiteFetcher,
    useFactory: (policy: AddressPolicy, gate: HostGate) => new SiteFetcher(policy, gate),
    inject: [AddressPolicy, HostGate],
  },
  {
    provide: RobotsReader,
    useFactory: (fetcher: SiteFetcher) => new RobotsReader(fetcher),
    inject: [SiteFetcher],
  },
  {
    provide: SitemapWalker,
    useFactory: (fetcher: SiteFetcher) => new SitemapWalker(fetcher),
    inject: [SiteFetcher],
  },
  {
    provide: ExtractionPool,
    useFactory: ({ crawl }: KnowledgeConfig) =>
      new ExtractionPool({
        threads: crawl.extractionThreads,
        timeoutMs: extractionTimeoutMs,
        fileTimeoutMs,
      }),
    inject: [KNOWLEDGE_CONFIG],
  },
  SiteSurvey,
  SitemapOffer,
  UnknownProber,
  SiteOpener,
  PageReader,
  PageKeeper,
  SliceReader,
  NearMerger,
  CrawlCloser,
];
