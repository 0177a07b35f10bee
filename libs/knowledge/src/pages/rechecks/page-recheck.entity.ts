import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

import type { PageText } from '../page-text.js';

/** What a site can say of a page that it is asked for again. */
export type RecheckOutcome = 'unchanged' | 'changed' | 'gone';

/** A text as the site serves it now, before a release has it. */
export type FreshText = Pick<
  PageText,
  'title' | 'description' | 'language' | 'markdown' | 'kind' | 'products' | 'contentHash'
>;

/**
 * What the site said last of one version of a page, when it was asked for an answer. Whoever asks claims the row first, so
 * that one asks for all. Its id names the text that it holds.
 */
@Entity('page_rechecks')
export class PageRecheck extends StoreOwnedEntity {
  /** The version that was asked about. */
  @Column({ name: 'page_id', type: 'uuid' })
  pageId: string;

  /** Who asks, until `claimedUntil`. */
  @Column({ name: 'run_id', type: 'uuid' })
  runId: string;

  @Column({ name: 'claimed_until', type: 'timestamptz' })
  claimedUntil: Date;

  /** Before that nobody asks again; null for no such time. */
  @Column({ name: 'rest_until', type: 'timestamptz', nullable: true })
  restUntil: Date | null;

  /** What it said when it last said something; null until then. */
  @Column({ type: 'text', nullable: true })
  outcome: RecheckOutcome | null;

  /** Why asking failed the last time; null where it did not. */
  @Column({ type: 'text', nullable: true })
  failure: string | null;

  /** When it said it. */
  @Column({ name: 'checked_at', type: 'timestamptz', nullable: true })
  checkedAt: Date | null;

  @Column({ name: 'content_hash', type: 'text', nullable: true })
  contentHash: string | null;

  /** The last text that was another than the version's, also after the page went back. */
  @Column({ type: 'jsonb', nullable: true })
  text: FreshText | null;
}
