import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import type { Revision } from '../frontier/twin.repository.js';
import { inParts } from '../in-parts.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import { PageBatches } from '../pages/batches/page-batches.service.js';
import { PageMergeService } from '../pages/page-merge.service.js';
import { type CrawlFailure, crawlVerdict } from './crawl-verdict.js';
import { NearMerger } from './near-duplicates/near-merger.js';
import { planMerges, type PlannedMerge } from './plan-merges.js';

/** Each has a few pages with all that was cut from them; others wait meanwhile, for the embedded database. */
const mergesAtOnce = 50;

/**
 * Ends a crawl whose frontier is exhausted: pages met under several addresses become one, the rest is marked as over the
 * limit, and the ingest goes on to indexing, or fails where nothing usable was found. Safe to run twice.
 */
@Injectable()
export class CrawlCloser {
  constructor(
    private readonly connections: StoreConnections,
    private readonly frontier: FrontierService,
    private readonly merging: PageMergeService,
    private readonly batches: PageBatches,
    private readonly near: NearMerger,
    private readonly stepper: IngestStepper,
  ) {}

  async close(scope: StoreScope, ingest: Ingest): Promise<void> {
    await this.frontier.closeFresh(scope, ingest);
    await this.frontier.endCircles(scope, ingest.id);
    const failure = await this.failureOf(scope, ingest);
    if (failure !== null) {
      await this.stepper.fail(scope, ingest.id, failure.code, failure.detail);
      return;
    }
    const merges = planMerges(await this.frontier.findTwins(scope, ingest.id));
    for (const some of inParts(merges, mergesAtOnce)) {
      await this.connections.transaction(scope, async (tx) => {
        await this.merging.merge(tx, some.map(toPageMerge), ingest.releaseNumber);
        await this.frontier.revise(tx, some.flatMap(revisions));
      });
    }
    await this.near.merge(scope, ingest);
    await this.frontier.settleFolded(scope, ingest.id);
    if (ingest.kind === 'crawl' && ingest.sourceId !== null)
      await this.batches.forgetCopies(scope, ingest.sourceId, ingest.id);
    await this.stepper.advance(scope, ingest.id, ['crawling'], 'indexing');
  }

  /** A page that is gone, or asks not to be read, is an answer to a refresh. */
  private async failureOf(scope: StoreScope, ingest: Ingest): Promise<CrawlFailure | null> {
    const failure = crawlVerdict(await this.frontier.countOutcomes(scope, ingest.id));
    if (failure === null || ingest.kind !== 'refresh') return failure;
    const { failed } = await this.frontier.countReads(scope, ingest.id);
    return failed > 0 ? failure : null;
  }
}

const toPageMerge = ({ keep: { url }, pageId, endIds }: PlannedMerge) => ({
  keepId: pageId,
  url,
  endIds,
});

function revisions({ keep, duplicates, pageId }: PlannedMerge): Revision[] {
  const { id, url } = keep;
  const outcome = keep.outcome === 'duplicate' ? 'indexed' : keep.outcome;
  const copy = {
    outcome: 'duplicate',
    pageId,
    duplicateOf: url,
    detail: `same page as ${url}`,
  } as const;
  return [
    { id, outcome, pageId, duplicateOf: null, detail: null },
    ...duplicates.map((twin) => ({ ...copy, id: twin.id })),
  ];
}
