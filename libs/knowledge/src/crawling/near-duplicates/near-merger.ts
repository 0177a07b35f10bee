import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../../frontier/frontier.service.js';
import type { Ingest } from '../../ingests/ingest.entity.js';
import { PageMergeService } from '../../pages/page-merge.service.js';
import { type NearMerge, planNearMerges } from './plan-near-merges.js';

/** Folds pages whose texts differ in a few words, under whatever addresses they stand. Safe to run twice. */
@Injectable()
export class NearMerger {
  constructor(
    private readonly connections: StoreConnections,
    private readonly frontier: FrontierService,
    private readonly merging: PageMergeService,
  ) {}

  async merge(scope: StoreScope, { id, releaseNumber }: Ingest): Promise<void> {
    const twins = await this.frontier.findNearTwins(scope, id);
    if (twins.length === 0) return;
    const furniture = new Set(await this.frontier.findFurniture(scope, id));
    const merges = await planNearMerges(twins, furniture);
    if (merges.length === 0) return;
    await this.connections.transaction(scope, async (tx) => {
      for (const merge of merges) await this.fold(tx, id, merge, releaseNumber);
    });
  }

  private async fold(
    tx: StoreScope,
    ingestId: string,
    { keep, duplicate, share }: NearMerge,
    releaseNumber: number,
  ): Promise<void> {
    const { url, pageId: keepId } = keep;
    await this.merging.merge(tx, { keepId, url, endIds: [duplicate.pageId] }, releaseNumber);
    const percent = Math.floor(share * 1_000) / 10;
    const detail = `near-duplicate of ${url}: ${percent} % of the words are the same`;
    const copy = { outcome: 'duplicate', pageId: keepId, duplicateOf: url, detail } as const;
    await this.frontier.reviseAll(tx, { ingestId, pageId: duplicate.pageId }, copy);
  }
}
