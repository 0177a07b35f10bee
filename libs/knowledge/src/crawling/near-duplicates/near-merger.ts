import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../../frontier/frontier.service.js';
import type { Fold } from '../../frontier/twin.repository.js';
import { inParts } from '../../in-parts.js';
import type { Ingest } from '../../ingests/ingest.entity.js';
import { PageMergeService } from '../../pages/page-merge.service.js';
import { type NearMerge, planNearMerges } from './plan-near-merges.js';

/** Each takes the texts of a bounded number of pages into memory. */
const maxRounds = 10;
/** Others wait meanwhile, for the embedded database. */
const mergesAtOnce = 50;

/** Folds pages that say nothing which another does not say, under whatever addresses they stand. Safe to run twice. */
@Injectable()
export class NearMerger {
  constructor(
    private readonly connections: StoreConnections,
    private readonly frontier: FrontierService,
    private readonly merging: PageMergeService,
  ) {}

  async merge(scope: StoreScope, ingest: Ingest): Promise<void> {
    for (let round = 0; round < maxRounds; round += 1) {
      const merged = await this.mergeSome(scope, ingest);
      if (merged === 0) return;
    }
  }

  private async mergeSome(scope: StoreScope, { id, releaseNumber }: Ingest): Promise<number> {
    const twins = await this.frontier.findNearTwins(scope, id);
    if (twins.length === 0) return 0;
    const furniture = new Set(await this.frontier.findFurniture(scope, id));
    const merges = await planNearMerges(twins, furniture);
    if (merges.length === 0) return 0;
    for (const some of inParts(merges, mergesAtOnce)) {
      const endIds = some.map(({ duplicate }) => duplicate.pageId);
      await this.connections.transaction(scope, async (tx) => {
        await this.merging.end(tx, endIds, releaseNumber);
        await this.frontier.foldAll(tx, id, some.map(fold));
      });
    }
    return merges.length;
  }
}

function fold({ keep, duplicate, share }: NearMerge): Fold {
  const { url, pageId: keepId } = keep;
  const percent = Math.floor(share * 1_000) / 10;
  const detail = `near-duplicate of ${url}: it says nothing else (${percent} % of the words are the same)`;
  return { pageId: duplicate.pageId, keepId, url, detail };
}
