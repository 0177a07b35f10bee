import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { PageRepository, type PageText } from './page.repository.js';

export interface StoredPage {
  outcome: 'indexed' | 'unchanged' | 'duplicate';
  pageId: string;
  /** The URL whose text this page repeats. */
  duplicateOf?: string;
}

/** Keeps page texts as versions: a text that did not change is not written, cut or embedded again. */
@Injectable()
export class PageService {
  constructor(private readonly pages: PageRepository) {}

  /** For one transaction with the frontier's outcome; `scope` is the transaction's. Safe to repeat. */
  async store(scope: StoreScope, page: PageText, releaseNumber: number): Promise<StoredPage> {
    const twin = await this.pages.findTwin(scope, page, releaseNumber);
    if (twin) return { outcome: 'duplicate', pageId: twin.id, duplicateOf: twin.url };
    const live = await this.pages.findLiveVersion(scope, page.sourceId, page.url);
    if (live?.contentHash === page.contentHash) {
      await this.pages.touch(scope, live.id, page.fetchedAt);
      return { outcome: 'unchanged', pageId: live.id };
    }
    const pageId = await this.pages.insertVersion(scope, page, releaseNumber);
    return { outcome: 'indexed', pageId };
  }

  /** Removes every version; what was cut from them goes along. */
  async clear(scope: StoreScope): Promise<void> {
    await this.pages.delete(scope, {});
  }

  /** Carries the live versions into a new release as unindexed ones; returns how many. */
  copyLive(scope: StoreScope, releaseNumber: number): Promise<number> {
    return this.pages.copyLive(scope, releaseNumber);
  }
}
