import type { PageKind } from './page-kind.js';
import type { Product } from './product.js';

/** What reading a page gave. */
export interface PageText {
  sourceId: string;
  url: string;
  link?: string | null;
  title: string;
  description: string | null;
  language: string | null;
  markdown: string;
  kind: PageKind;
  products: Product[];
  contentHash: string;
  blockHashes: string[];
  nearKeys?: string[];
  fetchedAt: Date;
  /** These are left out where there is no site to be asked for changes. */
  etag?: string | null;
  lastModified?: string | null;
  bodyHash?: string | null;
  canonicalUrl?: string | null;
  links?: string[];
}

/** What may have changed about a page whose text has not. */
export type PageRead = Pick<
  PageText,
  'fetchedAt' | 'nearKeys' | 'etag' | 'lastModified' | 'bodyHash' | 'canonicalUrl' | 'links'
>;
