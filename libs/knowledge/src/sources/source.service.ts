import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { AddressPolicy } from '../addresses/address-policy.js';
import { canonicalUrl } from '../addresses/canonical-url.js';
import { parseCrawlUrl } from '../addresses/parse-crawl-url.js';
import { SourceRepository } from './source.repository.js';

/** Where a store's knowledge comes from. */
@Injectable()
export class SourceService {
  constructor(
    private readonly sources: SourceRepository,
    private readonly policy: AddressPolicy,
  ) {}

  /** The address of a website in its one spelling; throws KNOWLEDGE_URL_REFUSED where it may not be crawled. */
  checkedUrl(url: string): string {
    const { href } = parseCrawlUrl(url, this.policy);
    return canonicalUrl(href) ?? href;
  }

  /** The id of the store's source for a website, made on first sight. */
  ensureWebsite(scope: StoreScope, url: string, maxPages: number): Promise<string> {
    return this.sources.findOrInsertWebsite(scope, url, maxPages);
  }

  async clear(scope: StoreScope): Promise<void> {
    await this.sources.delete(scope, {});
  }
}
