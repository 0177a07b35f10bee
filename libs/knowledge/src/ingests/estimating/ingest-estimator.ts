import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { hostOf } from '../../crawling/crawled-site.js';
import { RobotsRules } from '../../crawling/discovery/robots-rules.js';
import { longestDelayMs } from '../../crawling/fetching/host-gate.js';
import { FrontierService } from '../../frontier/frontier.service.js';
import { HostTurns } from '../../hosts/host-turns.service.js';
import { PageService } from '../../pages/page.service.js';
import type { Ingest } from '../ingest.entity.js';
import { type IngestPages, isActive } from '../knowledge-status.js';
import { estimateSeconds, type ReadingPace } from './estimate-seconds.js';

/** Two reads of one crawl are hardly ever further apart, save for a pause. */
const longestGapSeconds = 10;

/** Says how long an ingest will take yet, by its pace and by what its site asks for. */
@Injectable()
export class IngestEstimator {
  constructor(
    private readonly frontier: FrontierService,
    private readonly pages: PageService,
    private readonly turns: HostTurns,
  ) {}

  /** In seconds; null where nothing tells. */
  async estimate(scope: StoreScope, ingest: Ingest, pages: IngestPages): Promise<number | null> {
    const { status, releaseNumber, startedAt } = ingest;
    if (!isActive(status) || startedAt === null) return null;
    const [cut, pace] = await Promise.all([
      this.pages.countCut(scope, releaseNumber, startedAt),
      this.paceOf(scope, ingest),
    ]);
    return estimateSeconds(ingest, { pages, cut, pace });
  }

  private async paceOf(scope: StoreScope, ingest: Ingest): Promise<ReadingPace> {
    const delay = delaySeconds(ingest);
    const longest = Math.max(longestGapSeconds, 2 * delay);
    const [measured, waitMs] = await Promise.all([
      this.frontier.measurePace(scope, ingest.id, longest),
      this.turns.waitMs(hostOf(ingest)),
    ]);
    return { ...measured, delay, wait: waitMs / 1_000 };
  }
}

function delaySeconds({ robotsTxt }: Ingest): number {
  const { crawlDelayMs } = new RobotsRules(robotsTxt ?? '');
  return Math.min(crawlDelayMs, longestDelayMs) / 1_000;
}
