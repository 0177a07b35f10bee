import type { StoreScope } from '@app/tenancy';

import { chooseVersion, compareAddresses } from '../choose-version.js';
import type { PageRepository } from '../page.repository.js';
import type { PageRead, PageText } from '../page-text.js';
import type { KnownVersion, NewVersion, PageBatchRepository } from './page-batch.repository.js';

export interface StoredPage {
  outcome: 'indexed' | 'unchanged' | 'duplicate';
  pageId: string;
  /** The URL whose text this page repeats. */
  duplicateOf?: string;
  /** Versions of other addresses that this one stands for from now on. */
  replaced: string[];
}

/** An address with the hash of its text, as far as one was read. */
export interface PageAddress {
  url: string;
  contentHash?: string;
}

/**
 * The versions that some pages of one source touch, for one transaction: read at once, decided upon page by page, written
 * at once by `flush`. A text that did not change is not written, cut or embedded again, and one text under several URLs is
 * kept once.
 */
export class PageBatch {
  private readonly inserted = new Map<string, NewVersion>();
  private readonly read = new Map<string, PageRead>();
  private readonly met = new Map<string, Date>();
  private readonly ended: string[] = [];

  constructor(
    private readonly pages: PageRepository,
    private readonly table: PageBatchRepository,
    private versions: readonly KnownVersion[],
    private readonly releaseNumber: number,
  ) {}

  /** In the order in which `chooseVersion` prefers them, so that a page that repeats another comes after it. */
  inOrder<T>(pages: readonly T[], addressOf: (page: T) => PageAddress): T[] {
    const rank = (page: T) => Number(!this.hasOld(addressOf(page)));
    return pages.toSorted(
      (one, other) =>
        rank(one) - rank(other) || compareAddresses(addressOf(one).url, addressOf(other).url),
    );
  }

  store(page: PageText): StoredPage {
    const versions = this.find(page);
    const own = versions.find(({ url }) => url === page.url);
    const twins = versions.filter(({ url }) => url !== page.url);
    const isSame = own?.contentHash === page.contentHash && own.kind === page.kind;
    if (own && isSame && chooseVersion([own, ...twins], this.releaseNumber) === own) {
      this.read.set(own.id, page);
      this.see(own);
      const isNew = own.bornRelease === this.releaseNumber;
      const outcome = isNew ? 'indexed' : 'unchanged';
      return { outcome, pageId: own.id, replaced: this.end(twins) };
    }
    if (own) this.end([own]);
    const [twin, ...others] = twins;
    if (twin) return repeated(chooseVersion([twin, ...others], this.releaseNumber));
    return { outcome: 'indexed', pageId: this.insert(page), replaced: [] };
  }

  /** For a page whose text is known to be as it was: its living version goes on. Null where there is none. */
  goOn({
    url,
    fetchedAt,
  }: Pick<PageText, 'url' | 'fetchedAt'>): (StoredPage & KnownVersion) | null {
    const kept = this.versions.find((version) => version.url === url);
    if (kept === undefined) return null;
    this.met.set(kept.id, fetchedAt);
    this.see(kept);
    const twins = this.find(kept).filter(({ id }) => id !== kept.id);
    const stays = chooseVersion([kept, ...twins], this.releaseNumber);
    if (stays !== kept) {
      this.end([kept]);
      return { ...kept, ...repeated(stays) };
    }
    return { ...kept, outcome: 'unchanged', pageId: kept.id, replaced: this.end(twins) };
  }

  /** Ends first: an address has one living version. */
  async flush(tx: StoreScope): Promise<void> {
    await Promise.all([
      this.pages.end(tx, this.ended, this.releaseNumber),
      this.table.keepMet(tx, this.met, this.releaseNumber),
      this.table.keepRead(tx, this.read, this.releaseNumber),
      this.table.insertVersions(tx, [...this.inserted.values()], this.releaseNumber),
    ]);
  }

  /** Whether an address has a version that was there before this release; with a hash, one of that text. */
  private hasOld({ url, contentHash }: PageAddress): boolean {
    return this.versions.some(
      (one) =>
        one.url === url &&
        one.bornRelease < this.releaseNumber &&
        one.contentHash === (contentHash ?? one.contentHash),
    );
  }

  /** The living version of a URL, and of its twins those that this release's ingest has met. */
  private find({ url, contentHash }: Pick<PageText, 'url' | 'contentHash'>): KnownVersion[] {
    const found = this.versions.filter(
      (one) =>
        one.url === url ||
        (one.contentHash === contentHash && one.seenRelease === this.releaseNumber),
    );
    return found.toSorted((one, other) => compareAddresses(one.url, other.url));
  }

  private insert(page: PageText): string {
    const id = crypto.randomUUID();
    const { url, kind, contentHash, title, canonicalUrl = null, links = [] } = page;
    const known = { id, url, kind, contentHash, title, canonicalUrl, links };
    const born = { bornRelease: this.releaseNumber, seenRelease: this.releaseNumber };
    this.versions = [...this.versions, { ...known, ...born }];
    this.inserted.set(id, { ...page, id });
    return id;
  }

  private see({ id }: KnownVersion): void {
    const seenRelease = this.releaseNumber;
    this.versions = this.versions.map((one) => (one.id === id ? { ...one, seenRelease } : one));
  }

  private end(versions: readonly KnownVersion[]): string[] {
    const ids = versions.map(({ id }) => id);
    this.versions = this.versions.filter(({ id }) => !ids.includes(id));
    for (const id of ids) if (!this.inserted.delete(id)) this.ended.push(id);
    return ids;
  }
}

function repeated({ id, url }: Pick<KnownVersion, 'id' | 'url'>): StoredPage {
  return { outcome: 'duplicate', pageId: id, duplicateOf: url, replaced: [] };
}
