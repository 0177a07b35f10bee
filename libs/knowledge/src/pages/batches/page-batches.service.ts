import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ReleaseService } from '../../releases/release.service.js';
import { PageRepository } from '../page.repository.js';
import type { PageText } from '../page-text.js';
import { type PageAddress, PageBatch } from './page-batch.js';
import { PageBatchRepository } from './page-batch.repository.js';
import type { PageCopy } from './page-copy.entity.js';
import { PageCopyRepository } from './page-copy.repository.js';

/** The pages of one source that are written together. */
export interface BatchedPages {
  sourceId: string;
  addresses: readonly PageAddress[];
}

/** By their addresses, the texts of pages that fold into others. */
export type KnownCopies = ReadonlyMap<string, PageCopy['text']>;

/** Keeps page texts as versions, many with as few statements as one takes. No reader sees it before the release is published. */
@Injectable()
export class PageBatches {
  constructor(
    private readonly pages: PageRepository,
    private readonly table: PageBatchRepository,
    private readonly copies: PageCopyRepository,
    private readonly releases: ReleaseService,
  ) {}

  /** For one transaction with the frontier's outcomes; `work` is given what writes its pages. Safe to repeat. */
  async write<T>(
    tx: StoreScope,
    pages: BatchedPages,
    releaseNumber: number,
    work: (batch: PageBatch) => T | Promise<T>,
  ): Promise<T> {
    const batch = await this.begin(tx, pages, releaseNumber);
    const result = await work(batch);
    await batch.flush(tx);
    return result;
  }

  /** The same for one that flushes the batch itself, with its last statements. */
  async begin(
    tx: StoreScope,
    { sourceId, addresses }: BatchedPages,
    releaseNumber: number,
  ): Promise<PageBatch> {
    const urls = addresses.map(({ url }) => url);
    const hashes = addresses.flatMap(({ contentHash }) => contentHash ?? []);
    const findKnown = () => this.table.findKnown(tx, sourceId, { urls, hashes }, releaseNumber);
    const [isFirst, , known] = await Promise.all([
      this.releases.open(tx, releaseNumber),
      this.pages.lockSource(tx, sourceId),
      findKnown(),
    ]);
    const versions = isFirst ? await findKnown() : known;
    return new PageBatch(this.pages, this.table, versions, releaseNumber);
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
    await Promise.all([
      this.copies.write(tx, sourceId, folded),
      this.copies.forget(tx, sourceId, own),
    ]);
  }

  /** Once a crawl knows how all addresses ended. */
  async forgetCopies(scope: StoreScope, sourceId: string, ingestId: string): Promise<void> {
    await this.copies.forgetOthers(scope, sourceId, ingestId);
  }
}
