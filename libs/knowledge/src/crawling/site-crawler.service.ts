import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import type { IngestStep } from '../jobs/ingest-step.js';
import { CrawlCloser } from './crawl-closer.js';
import type { CrawledSite } from './crawled-site.js';
import { SiteOpener } from './site-opener.js';
import { SliceReader } from './slice-reader.js';

/** A page that waits for another try, or a lease of a worker that died, is looked for again at least this often. */
const longestPauseMs = 15_000;

/**
 * Crawls a website in slices of a few seconds. Each leaves its state in rows and queues the next, so a kill at any moment
 * costs at most the pages in hand, which are read again, and no store waits for the end of another's crawl.
 */
@Injectable()
export class SiteCrawler {
  constructor(
    private readonly stepper: IngestStepper,
    private readonly opener: SiteOpener,
    private readonly slices: SliceReader,
    private readonly closer: CrawlCloser,
    private readonly frontier: FrontierService,
  ) {}

  /** Safe to run twice, also at the same time. `skipped` when the ingest has moved on or is gone. */
  async crawlSlice(
    scope: StoreScope,
    { ingestId }: IngestStep,
    signal: AbortSignal,
  ): Promise<'done' | 'skipped'> {
    const ingest = await this.stepper.begin(scope, ingestId);
    if (ingest === null) return 'skipped';
    const site = await this.opener.open(scope, ingest, signal);
    if (site === null) return 'done';
    await this.slices.read(scope, site, signal);
    await this.goOn(scope, site);
    return 'done';
  }

  private async goOn(scope: StoreScope, site: CrawledSite): Promise<void> {
    const { ingest } = site;
    const { fresh, started, taken, waitMs } = await this.frontier.countOpen(scope, ingest.id);
    const canTakeFresh = fresh > 0 && taken < ingest.maxPages;
    if (!canTakeFresh && started === 0) {
      await this.closer.close(scope, ingest);
      return;
    }
    const pauseMs = canTakeFresh ? 0 : Math.min(waitMs ?? 0, longestPauseMs);
    await this.stepper.again(scope, ingest.id, Math.max(pauseMs, this.slices.pauseMs(site)));
  }
}
