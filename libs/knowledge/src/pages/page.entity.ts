import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

import type { PageKind } from './page-kind.js';
import type { Product } from './product.js';

/** Raised when pages are read otherwise than before, so that unchanged ones are read again. */
export const extractionVersion = 4;

/**
 * One version of a page's cleaned text. It is born in one release and dies in a later one; release R shows it when
 * bornRelease <= R and (diedRelease is null or diedRelease > R). A URL has at most one version that is not dead.
 */
@Entity('pages')
export class Page extends StoreOwnedEntity {
  @Column({ name: 'source_id', type: 'uuid' })
  sourceId: string;

  @Column({ type: 'text' })
  url: string;

  /** Where readers are sent instead, for a page whose own address leads nowhere on the web. */
  @Column({ type: 'text', nullable: true })
  link: string | null;

  @Column({ type: 'text' })
  title: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  /** What the page declares, from the time it is cut on what its text shows; null where nothing tells. */
  @Column({ type: 'text', nullable: true })
  language: string | null;

  /** Main text as Markdown. */
  @Column({ type: 'text' })
  markdown: string;

  /** What the page is for. */
  @Column({ type: 'text', default: 'page' })
  kind: PageKind;

  /** What it sells (one, of a product page), or what it lists. */
  @Column({ type: 'jsonb', default: () => `'[]'` })
  products: Product[];

  /** SHA-256 of title, Markdown and products, hex: what decides whether a page has changed. */
  @Column({ name: 'content_hash', type: 'text' })
  contentHash: string;

  /** One per block of text, to find what repeats on most pages of a source. */
  @Column({ name: 'block_hashes', type: 'text', array: true })
  blockHashes: string[];

  /** Shared with pages that say nearly the same; none where the text is too short or its facts are unknown. */
  @Column({ name: 'near_keys', type: 'text', array: true, default: () => `'{}'` })
  nearKeys: string[];

  /** The repeated blocks that were left out when this version was cut. */
  @Column({ name: 'stripped_hashes', type: 'text', array: true, default: () => `'{}'` })
  strippedHashes: string[];

  @Column({ name: 'fetched_at', type: 'timestamptz' })
  fetchedAt: Date;

  /** As the site sent them, to ask whether the page has changed since; null where it sent none. */
  @Column({ type: 'text', nullable: true })
  etag: string | null;

  @Column({ name: 'last_modified', type: 'text', nullable: true })
  lastModified: string | null;

  /** Of its bytes and of what came with them: an equal one needs no reading. Null where a file or a page of before. */
  @Column({ name: 'body_hash', type: 'text', nullable: true })
  bodyHash: string | null;

  /** Where the page leads and what address it declares, for a crawl that is told "not modified". */
  @Column({ type: 'text', array: true, default: () => `'{}'` })
  links: string[];

  @Column({ name: 'canonical_url', type: 'text', nullable: true })
  canonicalUrl: string | null;

  /** Of the extraction that read it: a newer one reads the page again. */
  @Column({ name: 'extraction_version', type: 'integer', default: 0 })
  extractionVersion: number;

  /** The ingest that did not find the page any more; the next one that does not find it either ends it. */
  @Column({ name: 'missed_by', type: 'uuid', nullable: true })
  missedBy: string | null;

  /** Set when its chunks stand in the database; null has it cut, or cut again. */
  @Column({ name: 'indexed_at', type: 'timestamptz', nullable: true })
  indexedAt: Date | null;

  @Column({ name: 'born_release', type: 'integer' })
  bornRelease: number;

  @Column({ name: 'died_release', type: 'integer', nullable: true })
  diedRelease: number | null;

  /** The newest release whose ingest met this version; one that an ingest did not meet has vanished from the site. */
  @Column({ name: 'seen_release', type: 'integer' })
  seenRelease: number;
}
