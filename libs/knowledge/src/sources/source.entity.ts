import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

import type { CrawlRules } from './crawl-rules.js';

export const sourceKinds = ['website', 'snippets', 'files', 'feed'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/**
 * Where knowledge comes from. A website is known by the URL its crawl starts at, a feed by the URL it is fetched from or
 * one made up for it; the snippets of a store are one source, and so are its files.
 */
@Entity('sources')
export class Source extends StoreOwnedEntity {
  @Column({ type: 'text' })
  kind: SourceKind;

  @Column({ type: 'text' })
  url: string;

  /** For people. */
  @Column({ type: 'text', nullable: true })
  name: string | null;

  @Column({ name: 'max_pages', type: 'integer' })
  maxPages: number;

  /** What was set; the rest is as in `noRules`. */
  @Column({ type: 'jsonb', default: () => `'{}'` })
  rules: Partial<CrawlRules>;

  /** How often it is crawled by itself; null for never. */
  @Column({ name: 'every_hours', type: 'integer', nullable: true })
  everyHours: number | null;

  @Column({ name: 'next_crawl_at', type: 'timestamptz', nullable: true })
  nextCrawlAt: Date | null;

  /** When its removal was asked for; its pages end with the next release. */
  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true })
  removedAt: Date | null;
}
