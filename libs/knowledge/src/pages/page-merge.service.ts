import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ReleaseService } from '../releases/release.service.js';
import { PageCopyRepository } from './batches/page-copy.repository.js';
import { PageRepository } from './page.repository.js';

export interface PageMerge {
  /** The version that stays, and the URL under which it is best cited. */
  keepId: string;
  url: string;
  endIds: readonly string[];
}

/** Leaves one version of what turned out to be one page under several URLs. Readers see nothing of it before publishing. */
@Injectable()
export class PageMergeService {
  constructor(
    private readonly pages: PageRepository,
    private readonly copies: PageCopyRepository,
    private readonly releases: ReleaseService,
  ) {}

  /** Ends versions that other pages stand for from now on. */
  async end(tx: StoreScope, ids: readonly string[], releaseNumber: number): Promise<void> {
    await this.releases.open(tx, releaseNumber);
    await this.copies.writeVersions(tx, ids);
    await this.pages.end(tx, ids, releaseNumber);
  }

  async merge(
    tx: StoreScope,
    { keepId, url, endIds }: PageMerge,
    releaseNumber: number,
  ): Promise<void> {
    await this.end(tx, endIds, releaseNumber);
    await this.copies.writeVersions(tx, [keepId]);
    // Only a version of this release: an older one is cited by readers under the URL that it has.
    await this.pages.moveVersion(tx, keepId, url, releaseNumber);
  }
}
