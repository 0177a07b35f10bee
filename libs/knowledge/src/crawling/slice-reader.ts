import type { JobRun, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import type { CrawledSite } from './crawled-site.js';
import { HostGate } from './fetching/host-gate.js';
import { PageKeeper, type ReadPage } from './page-keeper.js';
import { PageReader } from './page-reader.js';
import { PageFeed } from './slices/page-feed.js';
import { PageWriter } from './slices/page-writer.js';

/** Short enough that a store waits little for another's crawl. */
const sliceMs = 5_000;
/** Others wait for the process apart. */
const apartMs = 2_000;
/** Two are fetched (the gate sees to that) while others are extracted. */
const concurrency = 6;
/** In hand at a time, of which some wait to be read or written. */
const mostPages = 24;
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

  /** Apart, it reads only what was in hand when a worker died, one page at a time. */
  async read(scope: StoreScope, site: CrawledSite, { signal, isApart }: JobRun): Promise<void> {
    const until = performance.now() + (isApart ? apartMs : sliceMs);
    let hasEnded = false;
    const isOver = () =>
      hasEnded || signal.aborted || performance.now() >= until || this.isPaused(site);
    const feed = new PageFeed(isApart ? 1 : mostInHand(site), async (request) => {
      if (isOver()) return [];
      const wanted = { ...request, isApart };
      const leased = await this.frontier.lease(scope, site.ingest, wanted, this.stepper.beat);
      hasEnded = leased === null;
      return leased ?? [];
    });
    await this.frontier.whileHolding(
      scope,
      () => feed.ids,
      () => this.readAll(scope, site, { feed, isOver, signal }),
    );
  }

  /** How long the site wants to be left alone before the next slice. */
  pauseMs({ host, robots }: CrawledSite): number {
    return Math.max(
      robots.crawlDelayMs > longestWaitMs ? robots.crawlDelayMs : 0,
      this.gate.waitMs(host),
    );
  }

  /** Whether it wants to be left alone for longer than is waited for in a slice. */
  isPaused({ host }: CrawledSite): boolean {
    return this.gate.waitMs(host) > longestWaitMs;
  }

  /** The first failure ends the slice once all pages in hand are settled, so that none is written after its return. */
  private async readAll(
    scope: StoreScope,
    site: CrawledSite,
    { feed, isOver, signal }: Slice,
  ): Promise<void> {
    const write = async (read: readonly ReadPage[]) => {
      await this.keeper.keep(scope, site, read);
      feed.settle(read.map(({ page }) => page.id));
    };
    const writer = new PageWriter(
      write,
      () => feed.ids.length,
      (failure) => feed.fail(failure),
    );
    const readSome = async () => {
      while (!isOver()) {
        const page = await feed.next();
        if (page === null || isOver()) return;
        writer.add({ page, reading: await this.reader.read(site, page, signal) });
      }
    };
    const settled = await Promise.allSettled(
      Array.from({ length: concurrency }, () => readSome().finally(() => feed.stop())),
    );
    await feed.close();
    await writer.finish();
    const failure = settled.find(({ status }) => status === 'rejected');
    if (failure?.status === 'rejected') throw failure.reason;
    feed.throwFailure();
  }
}

interface Slice {
  feed: PageFeed;
  isOver: () => boolean;
  signal: AbortSignal;
}

/** What a crawl-delay lets a slice read at all. */
function mostInHand({ robots }: CrawledSite): number {
  if (robots.crawlDelayMs === 0) return mostPages;
  return Math.max(1, Math.min(mostPages, Math.floor(sliceMs / robots.crawlDelayMs)));
}
