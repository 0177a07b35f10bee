import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

import type { CrawlRules } from '../sources/crawl-rules.js';

export const activeIngestStatuses = ['queued', 'crawling', 'indexing', 'publishing'] as const;
/** An ingest that waits until the store's ingests before it have ended comes before them. */
export const unendedIngestStatuses = ['waiting', ...activeIngestStatuses] as const;
/** In these an ingest stands that did not come to its end. */
export const resumableStatuses = ['failed', 'cancelled'] as const;
export const ingestStatuses = [
  ...unendedIngestStatuses,
  'live',
  'held',
  ...resumableStatuses,
] as const;
export type IngestStatus = (typeof ingestStatuses)[number];
export const ingestKinds = ['crawl', 'refresh', 'import', 'removal', 'reindex'] as const;
export type IngestKind = (typeof ingestKinds)[number];

/** One run that builds the store's next release. This row is the truth; jobs only nudge it forward. */
@Entity('ingests')
export class Ingest extends StoreOwnedEntity {
  @Column({ name: 'source_id', type: 'uuid', nullable: true })
  sourceId: string | null;

  @Column({ name: 'release_number', type: 'integer' })
  releaseNumber: number;

  /** The release that it left live, since nothing had changed and none was made; null otherwise. */
  @Column({ name: 'kept_release', type: 'integer', nullable: true })
  keptRelease: number | null;

  @Column({ type: 'text' })
  kind: IngestKind;

  @Column({ type: 'text', nullable: true })
  url: string | null;

  @Column({ name: 'max_pages', type: 'integer' })
  maxPages: number;

  /** What of the source is read, as it was set when the ingest was asked for. */
  @Column({ type: 'jsonb', default: () => `'{}'` })
  rules: Partial<CrawlRules>;

  @Column({ type: 'text' })
  status: IngestStatus;

  /** Counts the nudges given, so that each has a name of its own. */
  @Column({ type: 'integer', default: 0 })
  slice: number;

  /** How often its present slice was begun; one that never ends is given up. */
  @Column({ type: 'integer', default: 0 })
  starts: number;

  /** How much of it was done when that was begun last: a slice that gets on is not stuck. */
  @Column({ type: 'integer', default: 0 })
  progress: number;

  /** When work on it last moved; the sweep nudges what stood still. */
  @Column({ name: 'heartbeat_at', type: 'timestamptz' })
  heartbeatAt: Date;

  @Column({ name: 'started_at', type: 'timestamptz', nullable: true })
  startedAt: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt: Date | null;

  @Column({ name: 'error_code', type: 'text', nullable: true })
  errorCode: string | null;

  @Column({ name: 'error_detail', type: 'text', nullable: true })
  errorDetail: string | null;

  @Column({ name: 'idempotency_key', type: 'text', nullable: true })
  idempotencyKey: string | null;

  /** Where the site is really served, after redirects of its start page to another host; null until that is known. */
  @Column({ name: 'site_url', type: 'text', nullable: true })
  siteUrl: string | null;

  /** The site's robots.txt as this crawl read it; null until read, empty where there is none. */
  @Column({ name: 'robots_txt', type: 'text', nullable: true })
  robotsTxt: string | null;

  /** When that was; it is read again after a day. */
  @Column({ name: 'robots_read_at', type: 'timestamptz', nullable: true })
  robotsReadAt: Date | null;

  /** When the pages that its sitemaps name were all in the frontier. */
  @Column({ name: 'sitemaps_read_at', type: 'timestamptz', nullable: true })
  sitemapsReadAt: Date | null;

  /** What the site says, with 200, of a page that does not exist; no blocks where it says 404. Null until it was asked. */
  @Column({ name: 'unknown_answer', type: 'jsonb', nullable: true })
  unknownAnswer: { title: string; blockHashes: string[] } | null;

  /** The trace of whoever asked for it, as W3C Trace Context writes it. */
  @Column({ type: 'text', nullable: true })
  traceparent: string | null;
}
