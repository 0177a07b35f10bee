import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ReleaseService } from '../releases/release.service.js';
import { PageRepository, type PageText } from './page.repository.js';
import { PageService } from './page.service.js';
import { PageBatch } from './page-batch.js';
import { PageBatchRepository } from './page-batch.repository.js';

/** The pages of one source that are written together; those of which no text was read say their address alone. */
export interface BatchedPages {
  sourceId: string;
  urls: readonly string[];
  texts: readonly Pick<PageText, 'url' | 'contentHash'>[];
}

/** Writes many pages with as few statements as one takes, each as `PageService` would write it alone. */
@Injectable()
export class PageBatches {
  constructor(
    private readonly connections: StoreConnections,
    private readonly pages: PageRepository,
    private readonly table: PageBatchRepository,
    private readonly releases: ReleaseService,
  ) {}

  /** For one transaction with the frontier's outcomes; `work` is given what writes its pages. */
  async write<T>(
    tx: StoreScope,
    { sourceId, urls, texts }: BatchedPages,
    releaseNumber: number,
    work: (pages: PageService, batch: PageBatch) => Promise<T>,
  ): Promise<T> {
    await this.releases.open(tx, releaseNumber);
    await this.pages.lockSource(tx, sourceId);
    const hashes = texts.map(({ contentHash }) => contentHash);
    const known = await this.table.findKnown(tx, sourceId, { urls, hashes }, releaseNumber);
    const batch = new PageBatch(this.connections, this.table, known, releaseNumber);
    const result = await work(new PageService(batch, this.releases), batch);
    await batch.flush(tx, releaseNumber);
    return result;
  }
}
