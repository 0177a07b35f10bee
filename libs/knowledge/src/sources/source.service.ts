import { type ListSlice, type SliceOptions, StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { AddressPolicy } from '../addresses/address-policy.js';
import { canonicalUrl } from '../addresses/canonical-url.js';
import { parseCrawlUrl } from '../addresses/parse-crawl-url.js';
import { KnowledgeCaps } from '../caps/knowledge-caps.service.js';
import { sourceExists } from '../knowledge.errors.js';
import type { CrawlRules } from './crawl-rules.js';
import type { Source } from './source.entity.js';
import { type ListedSource, SourceRepository } from './source.repository.js';

/** What a merchant decides about a source. */
export interface SourceSettings {
  name?: string | null;
  maxPages?: number;
  rules?: Partial<CrawlRules>;
  /** Null ends the schedule. A new one has its first crawl at once. */
  everyHours?: number | null;
}

export interface NewSource extends SourceSettings {
  url: string;
  /** A website when left out. */
  kind?: 'website' | 'feed';
}

/** The address of a source that is given by hand: the snippets and the files are one each, a feed has a name. */
export type GivenUrl = 'snippets:' | 'files:' | `feed:${string}`;

export const defaultMaxPages = 200;
/** Pages of a source that is not crawled; a feed may hold more, and says so then. */
export const maxImportedPages = 20_000;

/** Where a store's knowledge comes from, what of it is read, and how often. */
@Injectable()
export class SourceService {
  constructor(
    private readonly connections: StoreConnections,
    private readonly sources: SourceRepository,
    private readonly policy: AddressPolicy,
    private readonly caps: KnowledgeCaps,
  ) {}

  /** Throws KNOWLEDGE_URL_REFUSED, KNOWLEDGE_SOURCE_EXISTS or TENANCY_LIMIT_REACHED. */
  async create(
    scope: StoreScope,
    { url: given, kind = 'website', ...settings }: NewSource,
  ): Promise<ListedSource> {
    const url = this.checkedUrl(given);
    const { maxPages = kind === 'feed' ? maxImportedPages : defaultMaxPages } = settings;
    const id = await this.connections.transaction(scope, async (tx) => {
      const known = await this.sources.findOne(tx, { kind, url });
      if (known && known.removedAt === null) throw sourceExists(known.id);
      const source = await this.ensure(tx, { kind, url, maxPages });
      await this.change(tx, source.id, { name: null, rules: {}, everyHours: null, ...settings });
      return source.id;
    });
    return this.get(scope, id);
  }

  get(scope: StoreScope, id: string): Promise<ListedSource> {
    return this.sources.getListed(scope, id);
  }

  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<ListedSource>> {
    return this.sources.list(scope, options);
  }

  /** What is left out stays as it is. It counts from the next crawl on. */
  async update(scope: StoreScope, id: string, settings: SourceSettings): Promise<ListedSource> {
    await this.get(scope, id);
    await this.change(scope, id, settings);
    return this.get(scope, id);
  }

  /** The address of a website in its one spelling; throws KNOWLEDGE_URL_REFUSED where it may not be crawled. */
  checkedUrl(url: string): string {
    const { href } = parseCrawlUrl(url, this.policy);
    return canonicalUrl(href) ?? href;
  }

  /** The store's source for a website, made on first sight. */
  ensureWebsite(scope: StoreScope, url: string, maxPages: number): Promise<Source> {
    return this.ensure(scope, { kind: 'website', url, maxPages });
  }

  /** The store's source of what is given by hand, made when the first thing is given. */
  ensureGiven(scope: StoreScope, url: GivenUrl): Promise<Source> {
    return this.ensure(scope, { kind: kindOf(url), url, maxPages: maxImportedPages });
  }

  /** Null where nothing of the kind was given yet, or its source was removed. */
  async findGiven(scope: StoreScope, url: GivenUrl): Promise<Source | null> {
    const known = await this.sources.findOne(scope, { kind: kindOf(url), url });
    return known?.removedAt === null ? known : null;
  }

  /** The address of the store's website; null where it has none, or several. */
  async findOnlyWebsite(scope: StoreScope): Promise<string | null> {
    const websites = await this.sources.find(scope, { kind: 'website' });
    const [only, other] = websites.filter(({ removedAt }) => removedAt === null);
    return other === undefined ? (only?.url ?? null) : null;
  }

  /** Also one that is removed, for an ingest that has begun. */
  getAny(scope: StoreScope, id: string): Promise<Source> {
    return this.sources.get(scope, id);
  }

  takeTurn(scope: StoreScope, id: string): Promise<boolean> {
    return this.sources.takeTurn(scope, id);
  }

  /** From now on it looks missing; its pages are the release's matter. */
  async markRemoved(scope: StoreScope, id: string): Promise<void> {
    await this.get(scope, id);
    const removed = { removedAt: new Date(), everyHours: null, nextCrawlAt: null };
    await this.sources.update(scope, { id }, removed);
    await this.sources.deleteGiven(scope, id);
  }

  async clear(scope: StoreScope): Promise<void> {
    await this.sources.delete(scope, {});
  }

  /** Counts only what is not there yet. */
  private async ensure(
    tx: StoreScope,
    source: Pick<Source, 'kind' | 'url' | 'maxPages'>,
  ): Promise<Source> {
    const known = await this.sources.findOne(tx, { kind: source.kind, url: source.url });
    if (known?.removedAt !== null) await this.caps.check(tx, 'sources');
    return this.sources.findOrInsert(tx, source);
  }

  private async change(scope: StoreScope, id: string, settings: SourceSettings): Promise<void> {
    const { name, maxPages, rules, everyHours } = settings;
    const nextCrawlAt = everyHours ? new Date() : null;
    const patch = {
      ...(name !== undefined && { name }),
      ...(maxPages !== undefined && { maxPages }),
      ...(rules !== undefined && { rules }),
      ...(everyHours !== undefined && { everyHours, nextCrawlAt }),
    };
    if (Object.keys(patch).length > 0) await this.sources.update(scope, { id }, patch);
  }
}

const kindOf = (url: GivenUrl) => url.slice(0, url.indexOf(':')) as 'snippets' | 'files' | 'feed';
