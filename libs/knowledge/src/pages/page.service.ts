import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ReleaseService } from '../releases/release.service.js';
import { chooseVersion } from './choose-version.js';
import {
  type CutProgress,
  type KeptPage,
  type PageDetail,
  PageRepository,
  type PageVersion,
} from './page.repository.js';
import type { PageText } from './page-text.js';

export interface StoredPage {
  outcome: 'indexed' | 'unchanged' | 'duplicate';
  pageId: string;
  /** The URL whose text this page repeats. */
  duplicateOf?: string;
  /** Versions of other addresses that this one stands for from now on. */
  replaced: string[];
}

/**
 * Keeps page texts as versions: a text that did not change is not written, cut or embedded again, and one text under
 * several URLs is kept once. Nothing it does is seen by readers before the release is published.
 */
@Injectable()
export class PageService {
  constructor(
    private readonly pages: PageRepository,
    private readonly releases: ReleaseService,
  ) {}

  /** For one transaction with the frontier's outcome; `scope` is the transaction's. Safe to repeat. */
  async store(scope: StoreScope, page: PageText, releaseNumber: number): Promise<StoredPage> {
    await this.releases.open(scope, releaseNumber);
    await this.pages.lockSource(scope, page.sourceId);
    const versions = await this.pages.findVersions(scope, page, releaseNumber);
    const own = versions.find(({ url }) => url === page.url);
    const twins = versions.filter(({ url }) => url !== page.url);
    const isSame = own?.contentHash === page.contentHash && own.kind === page.kind;
    if (own && isSame && chooseVersion([own, ...twins], releaseNumber) === own) {
      await this.pages.keep(scope, own.id, releaseNumber, page);
      const replaced = await this.end(scope, twins, releaseNumber);
      const isNew = own.bornRelease === releaseNumber;
      return { outcome: isNew ? 'indexed' : 'unchanged', pageId: own.id, replaced };
    }
    if (own) await this.end(scope, [own], releaseNumber);
    const [twin, ...others] = twins;
    if (twin) return repeated(chooseVersion([twin, ...others], releaseNumber));
    const pageId = await this.pages.insertVersion(scope, page, releaseNumber);
    return { outcome: 'indexed', pageId, replaced: [] };
  }

  /** How far the pages of a release are cut. */
  countCut(scope: StoreScope, releaseNumber: number): Promise<CutProgress> {
    return this.pages.countCut(scope, releaseNumber);
  }

  /** Throws KNOWLEDGE_PAGE_NOT_FOUND. Takes the id of a version, or of an address of an ingest that stands for one. */
  get(scope: StoreScope, id: string): Promise<PageDetail> {
    return this.pages.getDetail(scope, id);
  }

  async isLiving(scope: StoreScope, address: Pick<PageText, 'sourceId' | 'url'>): Promise<boolean> {
    const versions = await this.pages.findVersions(scope, { ...address, contentHash: '' }, 0);
    return versions.length > 0;
  }

  /** For a page that the site says is not modified: its living version goes on. Null where there is none. */
  async keep(
    scope: StoreScope,
    { sourceId, url, fetchedAt }: Pick<PageText, 'sourceId' | 'url' | 'fetchedAt'>,
    releaseNumber: number,
  ): Promise<(StoredPage & KeptPage) | null> {
    await this.releases.open(scope, releaseNumber);
    await this.pages.lockSource(scope, sourceId);
    const living = await this.pages.keepLiving(scope, { sourceId, url, fetchedAt }, releaseNumber);
    if (living === null) return null;
    const kept = { ...living, url };
    const text = { sourceId, url, contentHash: kept.contentHash };
    const versions = await this.pages.findVersions(scope, text, releaseNumber);
    const twins = versions.filter(({ id }) => id !== kept.id);
    const stays = chooseVersion([kept, ...twins], releaseNumber);
    if (stays !== kept) {
      await this.end(scope, [kept], releaseNumber);
      return { ...kept, ...repeated(stays) };
    }
    const replaced = await this.end(scope, twins, releaseNumber);
    return { ...kept, outcome: 'unchanged', pageId: kept.id, replaced };
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

  private async end(
    scope: StoreScope,
    versions: readonly Pick<PageVersion, 'id'>[],
    releaseNumber: number,
  ): Promise<string[]> {
    const ids = versions.map(({ id }) => id);
    await this.pages.end(scope, ids, releaseNumber);
    return ids;
  }
}

function repeated({ id, url }: Pick<PageVersion, 'id' | 'url'>): StoredPage {
  return { outcome: 'duplicate', pageId: id, duplicateOf: url, replaced: [] };
}
