import type { JobRun, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { LeasedPage } from '../frontier/frontier.repository.js';
import { FrontierService, mostStops } from '../frontier/frontier.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import { ImportKeeper, type ReadItem } from './import-keeper.js';
import { ImportOffer } from './import-offer.js';
import { ImportOpener } from './import-opener.js';
import type { ImportReading, OpenImport } from './import-reading.js';

/** As for crawling: short enough that a store waits little for another's import. */
const sliceMs = 5_000;

/**
 * Reads what was given instead of crawled, in slices like a crawl. An import always reads the whole of its source: what is
 * not there any more ends with the release, what is as it was keeps its version.
 */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly stepper: IngestStepper,
    private readonly frontier: FrontierService,
    private readonly opener: ImportOpener,
    private readonly things: ImportOffer,
    private readonly keeper: ImportKeeper,
  ) {}

  /** Safe to run twice, also at the same time. */
  async run(scope: StoreScope, ingest: Ingest, { signal, isApart }: JobRun): Promise<void> {
    await this.keeper.begin(scope, ingest);
    const opened = await this.opener.open(scope, ingest, signal);
    if ('code' in opened) {
      await this.stepper.fail(scope, ingest.id, opened.code, opened.detail);
      return;
    }
    if ('waitMs' in opened) {
      await this.stepper.again(scope, ingest.id, opened.waitMs, isApart);
      return;
    }
    await this.things.offer(scope, ingest, opened);
    await this.readSome(scope, ingest, opened, { signal, isApart });
    await this.goOn(scope, ingest);
  }

  private async readSome(
    scope: StoreScope,
    ingest: Ingest,
    opened: OpenImport,
    { signal, isApart }: JobRun,
  ): Promise<void> {
    const until = performance.now() + sliceMs;
    while (!signal.aborted && performance.now() < until) {
      const request = { limit: isApart ? 1 : opened.atOnce, isApart };
      const leased = await this.frontier.lease(scope, ingest, request, this.stepper.beat);
      if (leased === null || leased.length === 0) return;
      const ids = leased.map(({ id }) => id);
      await this.frontier.whileHolding(
        scope,
        () => ids,
        async () => {
          const items: ReadItem[] = [];
          for (const page of leased) {
            items.push({ page, reading: await readOne(opened, page, signal) });
          }
          await this.keeper.keep(scope, ingest, opened, items);
        },
      );
    }
  }

  private async goOn(scope: StoreScope, ingest: Ingest): Promise<void> {
    const { fresh, started, touched, room, waitMs } = await this.frontier.countOpen(scope, ingest);
    const canTakeFresh = fresh > 0 && room > 0;
    if (canTakeFresh || started > 0) {
      const delayMs = canTakeFresh || touched > 0 ? 0 : (waitMs ?? 0);
      await this.stepper.again(scope, ingest.id, delayMs, touched > 0);
      return;
    }
    await this.frontier.closeFresh(scope, ingest);
    await this.stepper.advance(scope, ingest.id, ['crawling'], 'indexing');
  }
}

async function readOne(
  opened: OpenImport,
  { url, stops }: LeasedPage,
  signal: AbortSignal,
): Promise<ImportReading> {
  if (stops < mostStops) return opened.read(url, signal);
  const detail = `reading it stopped its worker ${mostStops} times`;
  return { kind: 'ended', result: { outcome: 'extraction_failed', detail } };
}
