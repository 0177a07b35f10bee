import type { StoreConnections, StoreScope } from '@app/tenancy';

import { compareAddresses } from '../choose-version.js';
import { type KeptPage, PageRepository, type PageVersion } from '../page.repository.js';
import type { PageRead, PageText } from '../page-text.js';
import type { KnownVersion, NewVersion, PageBatchRepository } from './page-batch.repository.js';

/**
 * The versions that some pages of one source touch, for one transaction: read at once, decided upon page by page as if
 * each were written by itself, and written at once by `flush`.
 */
export class PageBatch extends PageRepository {
  private readonly inserted = new Map<string, NewVersion>();
  private readonly read = new Map<string, PageRead>();
  private readonly met = new Map<string, Date>();
  private readonly ended: string[] = [];

  constructor(
    connections: StoreConnections,
    private readonly table: PageBatchRepository,
    private versions: readonly KnownVersion[],
    private readonly releaseNumber: number,
  ) {
    super(connections);
  }

  /** Whether an address has a version that was there before this release; with a hash, one of that text. */
  hasOld(url: string, contentHash?: string): boolean {
    return this.versions.some(
      (one) =>
        one.url === url &&
        one.bornRelease < this.releaseNumber &&
        one.contentHash === (contentHash ?? one.contentHash),
    );
  }

  /** It is held already. */
  override lockSource(): Promise<void> {
    return Promise.resolve();
  }

  override findVersions(
    _scope: StoreScope,
    { url, contentHash }: Pick<PageText, 'url' | 'contentHash'>,
    releaseNumber: number,
  ): Promise<PageVersion[]> {
    const found = this.versions.filter(
      (one) =>
        one.url === url || (one.contentHash === contentHash && one.seenRelease === releaseNumber),
    );
    return Promise.resolve(found.toSorted((one, other) => compareAddresses(one.url, other.url)));
  }

  override insertVersion(
    _scope: StoreScope,
    page: PageText,
    releaseNumber: number,
  ): Promise<string> {
    const id = crypto.randomUUID();
    const { url, kind, contentHash, title, canonicalUrl = null, links = [] } = page;
    const known = { id, url, kind, contentHash, title, canonicalUrl, links };
    const born = { bornRelease: releaseNumber, seenRelease: releaseNumber };
    this.versions = [...this.versions, { ...known, ...born }];
    this.inserted.set(id, { ...page, id });
    return Promise.resolve(id);
  }

  override keep(
    _scope: StoreScope,
    id: string,
    seenRelease: number,
    page: PageRead,
  ): Promise<void> {
    this.read.set(id, page);
    this.see(id, seenRelease);
    return Promise.resolve();
  }

  override keepLiving(
    _scope: StoreScope,
    { url, fetchedAt }: Pick<PageText, 'url' | 'fetchedAt'>,
    releaseNumber: number,
  ): Promise<KeptPage | null> {
    const own = this.versions.find((version) => version.url === url);
    if (own === undefined) return Promise.resolve(null);
    this.met.set(own.id, fetchedAt);
    this.see(own.id, releaseNumber);
    return Promise.resolve(own);
  }

  override end(_scope: StoreScope, ids: readonly string[]): Promise<void> {
    this.versions = this.versions.filter(({ id }) => !ids.includes(id));
    for (const id of ids) if (!this.inserted.delete(id)) this.ended.push(id);
    return Promise.resolve();
  }

  /** Ends first: an address has one living version. */
  async flush(tx: StoreScope, releaseNumber: number): Promise<void> {
    await super.end(tx, this.ended, releaseNumber);
    await this.table.keepMet(tx, this.met, releaseNumber);
    await this.table.keepRead(tx, this.read, releaseNumber);
    await this.table.insertVersions(tx, [...this.inserted.values()], releaseNumber);
  }

  private see(id: string, seenRelease: number): void {
    this.versions = this.versions.map((one) => (one.id === id ? { ...one, seenRelease } : one));
  }
}
