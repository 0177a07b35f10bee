import {
  AddressPolicy,
  type FetchOptions,
  type FetchResult,
  HostGate,
  SiteFetcher,
} from '@app/knowledge';

import { FixtureSite } from '../support/fixture-site.js';

export const never = new AbortController().signal;
export const defaults: FetchOptions = {
  accept: 'html',
  maxBytes: 100_000,
  atCap: 'refuse',
  deadlineMs: 2_000,
};

/** A site that may be fetched, a neighbour that may not, and the fetcher between them and us. */
export class FetchedSite {
  readonly fetcher: SiteFetcher;

  private constructor(
    readonly site: FixtureSite,
    readonly other: FixtureSite,
  ) {
    this.fetcher = new SiteFetcher(new AddressPolicy([site.host]), new HostGate());
  }

  static async open(): Promise<FetchedSite> {
    return new FetchedSite(await FixtureSite.start(), await FixtureSite.start());
  }

  async close(): Promise<void> {
    await this.fetcher.onModuleDestroy();
    await this.site.stop();
    await this.other.stop();
  }

  get(target: string, options: Partial<FetchOptions> = {}): Promise<FetchResult> {
    return this.fetcher.fetch(this.site.url(target), { ...defaults, ...options }, never);
  }
}

export const textOf = (result: FetchResult): string =>
  result.outcome === 'fetched' ? Buffer.from(result.body).toString() : result.outcome;
