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

/** Leaves one version each of what turned out to be one page under several URLs. Readers see nothing of it before publishing. */
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

  /** Their addresses are different, as are the versions that they end. */
  async merge(tx: StoreScope, merges: readonly PageMerge[], releaseNumber: number): Promise<void> {
    await this.end(
      tx,
      merges.flatMap(({ endIds }) => endIds),
      releaseNumber,
    );
    await this.copies.writeVersions(
      tx,
      merges.map(({ keepId }) => keepId),
    );
    // Only versions of this release: an older one is cited by readers under the URL that it has.
    await this.pages.moveVersions(tx, merges, releaseNumber);
  }
}
