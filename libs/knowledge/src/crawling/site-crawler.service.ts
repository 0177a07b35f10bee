import type { JobRun, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import type { OpenPages } from '../frontier/frontier-counts.js';
import { HostTurns } from '../hosts/host-turns.service.js';
import { ImportRunner } from '../importing/import-runner.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import type { IngestStep } from '../jobs/ingest-step.js';
import { whileStep } from '../knowledge.events.js';
import { CrawlCloser } from './crawl-closer.js';
import { type CrawledSite, hostOf } from './crawled-site.js';
import { SiteOpener } from './site-opener.js';
import { SliceReader } from './slice-reader.js';

/**
 * Crawls a website in slices of a few seconds. Each leaves its state in rows and queues the next, so a kill at any moment
 * costs at most the pages in hand, which are read again, and no store waits for the end of another's crawl. Slices of
 * one host take turns.
 */
@Injectable()
export class SiteCrawler {
  constructor(
    private readonly stepper: IngestStepper,
    private readonly turns: HostTurns,
    private readonly opener: SiteOpener,
    private readonly slices: SliceReader,
    private readonly closer: CrawlCloser,
    private readonly frontier: FrontierService,
    private readonly imports: ImportRunner,
  ) {}

  /** Safe to run twice, also at the same time. `skipped` when the ingest has moved on or is gone. */
  async crawlSlice(
    scope: StoreScope,
    step: IngestStep,
    signal: AbortSignal,
    isApart = false,
  ): Promise<'done' | 'skipped'> {
    const run = { signal, isApart };
    const ingest = await this.stepper.beginCrawl(scope, step);
    if (ingest === null) return 'skipped';
    // its worker is dead, so that nothing waits for what it had in hand
    if (isApart) await this.frontier.takeOver(scope, ingest.id);
    await this.stepper.runSlice(scope, ingest.id, () =>
      ingest.kind === 'import'
        ? this.imports.run(scope, ingest, run)
        : this.crawl(scope, ingest, run),
    );
    return 'done';
  }

  private async crawl(scope: StoreScope, ingest: Ingest, run: JobRun): Promise<void> {
    const turn = await this.turns.take(hostOf(ingest), ingest.id, () =>
      this.readSome(scope, ingest, run),
    );
    if (!turn.isTaken) await this.stepper.again(scope, ingest.id, turn.waitMs, run.isApart);
    else if (turn.result !== null) await this.goOn(scope, turn.result);
  }

  private async readSome(
    scope: StoreScope,
    ingest: Ingest,
    run: JobRun,
  ): Promise<CrawledSite | null> {
    const site = await whileStep(scope, { step: 'discover' }, () =>
      this.opener.open(scope, ingest, run.signal),
    );
    if (site === null) return null;
    await this.slices.read(scope, site, run);
    if (!run.signal.aborted) await this.opener.note(scope, site);
    return site;
  }

  private async goOn(scope: StoreScope, site: CrawledSite): Promise<void> {
    const { ingest } = site;
    const open = await this.frontier.countOpen(scope, ingest);
    if (open.isTurnedAway && this.slices.isPaused(site)) {
      await this.frontier.giveUp(scope, ingest.id);
      await this.closer.close(scope, ingest);
    } else await this.readMore(scope, site, open);
  }

  private async readMore(scope: StoreScope, site: CrawledSite, open: OpenPages): Promise<void> {
    const { ingest } = site;
    const { fresh, started, touched, room, waitMs, freshWaitMs } = open;
    const canTakeFresh = fresh > 0 && room > 0;
    if (!canTakeFresh && started === 0) {
      if (room > 0 && (await this.frontier.unfold(scope, ingest.id))) {
        await this.stepper.again(scope, ingest.id);
      } else await this.closer.close(scope, ingest);
      return;
    }
    const openMs = Math.min(waitMs ?? Infinity, canTakeFresh ? (freshWaitMs ?? 0) : Infinity);
    const delayMs = Math.max(touched > 0 ? 0 : openMs, this.slices.pauseMs(site));
    await this.stepper.again(scope, ingest.id, delayMs, touched > 0);
  }
}
