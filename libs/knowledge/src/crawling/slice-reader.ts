import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { LeasedPage } from '../frontier/frontier.repository.js';
import { FrontierService } from '../frontier/frontier.service.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import type { CrawledSite } from './crawled-site.js';
import { HostGate } from './fetching/host-gate.js';
import { PageKeeper } from './page-keeper.js';
import { PageReader } from './page-reader.js';

/** Short enough that a store waits little for another's crawl. */
const sliceMs = 5_000;
/** Two are fetched (the gate sees to that) while others are extracted and written. */
const concurrency = 4;
const pagesAtOnce = 12;
/** A slice does not sit out a longer pause than this; the next one starts after it. */
const longestWaitMs = 1_500;

/** Reads pages of the frontier for a few seconds and writes what it found; gives back what it leased and did not read. */
@Injectable()
export class SliceReader {
  constructor(
    private readonly stepper: IngestStepper,
    private readonly frontier: FrontierService,
    private readonly reader: PageReader,
    private readonly keeper: PageKeeper,
    private readonly gate: HostGate,
  ) {}

  async read(scope: StoreScope, site: CrawledSite, signal: AbortSignal): Promise<void> {
    const until = performance.now() + sliceMs;
    const isOver = () => signal.aborted || performance.now() >= until || this.isPaused(site);
    while (!isOver() && (await this.stepper.beat(scope, site.ingest.id))) {
      const leased = await this.frontier.lease(scope, site.ingest, this.leaseSize(site));
      if (leased.length === 0) return;
      await this.frontier.whileHolding(scope, leased, () =>
        this.readAll(leased, isOver, (page) => this.readPage(scope, site, page, signal)),
      );
    }
  }

  /** How long the site wants to be left alone before the next slice. */
  pauseMs({ host, robots }: CrawledSite): number {
    return Math.max(
      robots.crawlDelayMs > longestWaitMs ? robots.crawlDelayMs : 0,
      this.gate.waitMs(host),
    );
  }

  private isPaused({ host }: CrawledSite): boolean {
    return this.gate.waitMs(host) > longestWaitMs;
  }

  private leaseSize({ robots }: CrawledSite): number {
    if (robots.crawlDelayMs === 0) return pagesAtOnce;
    return Math.max(1, Math.min(pagesAtOnce, Math.floor(sliceMs / robots.crawlDelayMs)));
  }

  private async readPage(
    scope: StoreScope,
    site: CrawledSite,
    page: LeasedPage,
    signal: AbortSignal,
  ): Promise<void> {
    await this.keeper.keep(scope, site, page, await this.reader.read(site, page, signal));
  }

  /** The first failure ends the slice once all pages in hand are settled, so that none is written after its return. */
  private async readAll(
    leased: readonly LeasedPage[],
    isOver: () => boolean,
    readPage: (page: LeasedPage) => Promise<void>,
  ): Promise<void> {
    const waiting = [...leased];
    const readers = Array.from({ length: concurrency }, async () => {
      for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
        if (isOver()) return;
        await readPage(page);
      }
    });
    const settled = await Promise.allSettled(readers);
    const failure = settled.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') throw failure.reason;
  }
}
