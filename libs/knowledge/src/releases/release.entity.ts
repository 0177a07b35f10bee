import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/**
 * `building` until it is published, `held` at a gate, or `failed` (cancelled, too). Of those that were `live`, the
 * `superseded` are kept and can be rolled back to; the `retired` are not kept any more.
 */
export const releaseStatuses = [
  'building',
  'held',
  'live',
  'superseded',
  'failed',
  'retired',
] as const;
export type ReleaseStatus = (typeof releaseStatuses)[number];

/** Those that show all that they ever showed; of the others, rows are missing. */
export const keptStatuses: readonly ReleaseStatus[] = ['held', 'live', 'superseded'];

/** A gate that a release did not pass: a stable code, and a reason that names the figures. */
export interface GateProblem {
  code: string;
  detail: string;
}

/** A numbered version of a store's knowledge. Which one is live stands in the store's own row. */
@Entity('releases')
export class Release extends StoreOwnedEntity {
  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'text' })
  status: ReleaseStatus;

  /** The release that was live when it was opened, 0 for none; null once what it wrote was taken back or purged. */
  @Column({ name: 'builds_on', type: 'integer', nullable: true })
  buildsOn: number | null;

  /** Fingerprint of the embedding model of all its vectors, which are compared with no other's; null while it has none. */
  @Column({ name: 'embedding_model', type: 'text', nullable: true })
  embeddingModel: string | null;

  /** Width of its vectors; null while it has none. */
  @Column({ name: 'embedding_dimensions', type: 'integer', nullable: true })
  embeddingDimensions: number | null;

  @Column({ name: 'page_count', type: 'integer', default: 0 })
  pageCount: number;

  @Column({ name: 'chunk_count', type: 'integer', default: 0 })
  chunkCount: number;

  /** The languages that the words of its pages are indexed in, that of most pages first. */
  @Column({ type: 'text', array: true, default: () => `'{en}'` })
  languages: string[];

  /** Why it was held; stays when it is published by hand. */
  @Column({ name: 'held_for', type: 'jsonb', default: () => `'[]'` })
  heldFor: GateProblem[];

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt: Date | null;
}
