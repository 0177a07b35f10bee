import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Page } from './page.entity.js';
import { type CutProgress, type PageDetail, PageRepository } from './page.repository.js';
import { PageRecheckRepository } from './rechecks/page-recheck.repository.js';

/** What is known of page versions; they are written by `PageBatches`. */
@Injectable()
export class PageService {
  constructor(
    private readonly pages: PageRepository,
    private readonly rechecks: PageRecheckRepository,
  ) {}

  /** How far the pages of a release are cut, and how fast they were since a time. */
  countCut(scope: StoreScope, releaseNumber: number, since: Date): Promise<CutProgress> {
    return this.pages.countCut(scope, releaseNumber, since);
  }

  /**
   * Throws KNOWLEDGE_PAGE_NOT_FOUND. Takes the id of a version, of an address of an ingest that stands for one, or of a text
   * that an answer was made of before a release had it.
   */
  async get(scope: StoreScope, id: string): Promise<PageDetail> {
    return (await this.pages.findDetail(scope, id)) ?? this.rechecks.getDetail(scope, id);
  }

  isLiving(scope: StoreScope, address: Pick<Page, 'sourceId' | 'url'>): Promise<boolean> {
    return this.pages.isLiving(scope, address);
  }

  /** Which of these addresses a release shows; with null, which of them any kept release does. */
  findShown(
    scope: StoreScope,
    urls: readonly string[],
    releaseNumber: number | null,
  ): Promise<Set<string>> {
    return this.pages.findUrls(scope, urls, releaseNumber);
  }

  /** Removes every version; what was cut from them goes along. */
  async clear(scope: StoreScope): Promise<void> {
    await this.pages.delete(scope, {});
  }
}
