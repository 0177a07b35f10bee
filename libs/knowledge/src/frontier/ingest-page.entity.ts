import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** Why a request gave no page. */
export const fetchFailures = [
  'blocked_by_wall',
  'off_scope',
  'too_large',
  'not_html',
  'timeout',
  'http_error',
  'unreachable',
  'bad_response',
  'too_many_redirects',
  'refused_address',
] as const;
export type FetchFailureReason = (typeof fetchFailures)[number];

/** Why a file that is there gave no text, beside being too large. */
export const fileFaults = [
  'empty',
  'too_large',
  'encrypted',
  'truncated',
  'mislabelled',
  'unreadable',
] as const;
export type FileFault = (typeof fileFaults)[number];

/** How reading a page ended; the ones under `usefulOutcomes` put text into the release. */
export const pageOutcomes = [
  'indexed',
  'unchanged',
  'duplicate',
  'empty',
  'shell',
  'soft_404',
  'login_page',
  'noindex',
  'redirected',
  'blocked_by_robots',
  ...fetchFailures,
  'extraction_failed',
  'encrypted',
  'truncated',
  'mislabelled',
  'unreadable',
  'over_limit',
  'left_out',
  'expired',
] as const;
export type PageOutcome = (typeof pageOutcomes)[number];
export const usefulOutcomes: readonly PageOutcome[] = ['indexed', 'unchanged'];
/** Read, and no text in it; of a shell there may be some once its scripts have run. */
export const emptyOutcomes: readonly PageOutcome[] = ['empty', 'shell'];
/** Known beforehand, or by another page: nothing of these was read. */
export const unreadOutcomes: readonly PageOutcome[] = [
  'blocked_by_robots',
  'noindex',
  'off_scope',
  'over_limit',
  'left_out',
  'redirected',
];
/**
 * The site would not or could not give the page. An `http_error` of 404 or 410 is an answer and not among them, nor are
 * a `soft_404` and a `login_page`.
 */
export const failedOutcomes: readonly PageOutcome[] = [
  'timeout',
  'unreachable',
  'bad_response',
  'http_error',
  'blocked_by_wall',
  'extraction_failed',
  'truncated',
  'unreadable',
  'expired',
];
export type PageState = 'queued' | 'leased' | 'done';

/** One URL of an ingest: its place in the frontier, then how reading it ended. */
@Entity('ingest_pages')
export class IngestPage extends StoreOwnedEntity {
  @Column({ name: 'ingest_id', type: 'uuid' })
  ingestId: string;

  @Column({ type: 'text' })
  url: string;

  /** Links away from the start. */
  @Column({ type: 'integer' })
  depth: number;

  /**
   * Low numbers are read first: pages known from before, then plain addresses, then those with a query, of products inside
   * a collection, and those that nothing names, which are mostly met otherwise, too.
   */
  @Column({ type: 'smallint', default: 1 })
  priority: number;

  @Column({ type: 'text' })
  state: PageState;

  /** When it may be taken: from the start, after a pause, or when the lease of a worker runs out. */
  @Column({ name: 'free_at', type: 'timestamptz' })
  freeAt: Date;

  /** How often it was taken; what was given back unread, or lost with its worker, does not count. */
  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** How often a worker died that had it in hand. */
  @Column({ type: 'integer', default: 0 })
  stops: number;

  /** How often the site asked for time (Retry-After) instead of giving the page. */
  @Column({ type: 'integer', default: 0 })
  waits: number;

  /** When the site's sitemap says that the page last changed. */
  @Column({ type: 'timestamptz', nullable: true })
  lastmod: Date | null;

  @Column({ type: 'text', nullable: true })
  outcome: PageOutcome | null;

  @Column({ name: 'http_status', type: 'integer', nullable: true })
  httpStatus: number | null;

  @Column({ type: 'text', nullable: true })
  title: string | null;

  /** What a person needs to understand the outcome. */
  @Column({ type: 'text', nullable: true })
  detail: string | null;

  /** What the page declares to be its address; it may name another host. */
  @Column({ name: 'canonical_url', type: 'text', nullable: true })
  canonicalUrl: string | null;

  /** Pages that may be one page share it: the path of the address that they declare, else of their own. */
  @Column({ name: 'canonical_key', type: 'text', nullable: true })
  canonicalKey: string | null;

  /** The page version this outcome stands for; versions are purged before outcomes, so no foreign key. */
  @Column({ name: 'page_id', type: 'uuid', nullable: true })
  pageId: string | null;

  /** The URL whose text this page repeats. */
  @Column({ name: 'duplicate_of', type: 'text', nullable: true })
  duplicateOf: string | null;

  @Column({ name: 'fetched_at', type: 'timestamptz', nullable: true })
  fetchedAt: Date | null;
}
