export { AddressPolicy } from './addresses/address-policy.js';
export { SiteScope } from './crawling/discovery/site-scope.js';
export { SitemapWalker } from './crawling/discovery/sitemap-walker.js';
export type { FetchOptions, FetchResult } from './crawling/fetching/fetch-result.js';
export { HostGate } from './crawling/fetching/host-gate.js';
export { SiteFetcher } from './crawling/fetching/site-fetcher.js';
