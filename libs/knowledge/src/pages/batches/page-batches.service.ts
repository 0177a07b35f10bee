import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ReleaseService } from '../../releases/release.service.js';
import { PageRepository } from '../page.repository.js';
import { PageService } from '../page.service.js';
import type { PageText } from '../page-text.js';
import { PageBatch } from './page-batch.js';
import { PageBatchRepository } from './page-batch.repository.js';
import type { PageCopy } from './page-copy.entity.js';
import { PageCopyRepository } from './page-copy.repository.js';

/** The pages of one source that are written together; those of which no text was read say their address alone. */
export interface BatchedPages {
  sourceId: string;
  urls: readonly string[];
  texts: readonly Pick<PageText, 'url' | 'contentHash'>[];
}

/** By their addresses, the texts of pages that fold into others. */
export type KnownCopies = ReadonlyMap<string, PageCopy['text']>;

/** Writes many pages with as few statements as one takes, each as `PageService` would write it alone. */
@Injectable()
export class PageBatches {
  constructor(
    private readonly connections: StoreConnections,
    private readonly pages: PageRepository,
    private readonly table: PageBatchRepository,
    private readonly copies: PageCopyRepository,
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

  async findCopies(
    tx: StoreScope,
    sourceId: string,
    urls: readonly string[],
  ): Promise<KnownCopies> {
    const copies = urls.length === 0 ? [] : await this.copies.findCopies(tx, sourceId, urls);
    return new Map(copies.map(({ url, text }) => [url, text]));
  }

  /** Keeps the texts that fold into others, and drops what was kept of those that do not. */
  async noteCopies(
    tx: StoreScope,
    sourceId: string,
    { folded, own }: { folded: readonly PageText[]; own: readonly string[] },
  ): Promise<void> {
    await this.copies.write(tx, sourceId, folded);
    await this.copies.forget(tx, sourceId, own);
  }

  /** Once a crawl knows how all addresses ended. */
  async forgetCopies(scope: StoreScope, sourceId: string, ingestId: string): Promise<void> {
    await this.copies.forgetOthers(scope, sourceId, ingestId);
  }
}
