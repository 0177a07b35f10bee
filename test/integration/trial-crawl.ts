import { KnowledgeModule, StatusService } from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { ModuleMetadata } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';

import { FixtureSite } from '../support/fixture-site.js';
import { IndexedPages } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';
import { allowCrawling, CrawledSite } from './crawled-site.js';

/** A site that may be crawled, another that may not, and rooms to crawl from. */
export class TrialCrawl extends CrawledSite {
  private constructor(
    override readonly rooms: TestingModule,
    readonly site: FixtureSite,
    readonly other: FixtureSite,
  ) {
    super(rooms);
  }

  /** With rooms above the crawl where a test needs them. */
  static async open(...imports: NonNullable<ModuleMetadata['imports']>): Promise<TrialCrawl> {
    const site = await FixtureSite.start();
    const other = await FixtureSite.start();
    allowCrawling(site.host);
    return new TrialCrawl(await openRooms({ imports: [KnowledgeModule, ...imports] }), site, other);
  }

  async close(): Promise<void> {
    await this.rooms.close();
    await this.site.stop();
    await this.other.stop();
  }

  /** An empty site and a new store. */
  begin(): Promise<StoreScope> {
    this.site.reset();
    return aStore(this.rooms);
  }

  /** Indexes and publishes what the last ingest crawled. */
  async publish(scope: StoreScope): Promise<void> {
    const { lastIngest } = await this.rooms.get(StatusService).status(scope);
    if (lastIngest === null) throw new Error('Nothing was crawled.');
    const indexed = new IndexedPages(this.rooms);
    await indexed.index(scope, lastIngest.ingest);
    await indexed.publish(scope, lastIngest.ingest);
  }

  /** Path → outcome of the last ingest. */
  async outcomes(scope: StoreScope): Promise<Record<string, string | null>> {
    const { items } = await this.rooms.get(StatusService).listPages(scope, { limit: 500 });
    return Object.fromEntries(
      items.map(({ url, outcome }) => [new URL(url).pathname + new URL(url).search, outcome]),
    );
  }

  /** `$1` is the store. */
  rows<T>(scope: StoreScope, sql: string): Promise<T[]> {
    return this.rooms
      .get(StoreConnections)
      .run<T[]>(scope, (manager) => manager.query(sql, [scope.storeId]));
  }
}

export const linkedPage = (title: string, ...links: string[]) =>
  `<html lang="en"><title>${title}</title><h1>${title}</h1><p>All about ${title} and more.</p>` +
  links.map((link) => `<a href="${link}">${link}</a>`).join(' ');
