import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

export type ReleaseStatus = 'building' | 'live' | 'superseded' | 'failed';

/** A numbered version of a store's knowledge. Which one is live stands in the store's own row. */
@Entity('releases')
export class Release extends StoreOwnedEntity {
  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'text' })
  status: ReleaseStatus;

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

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt: Date | null;
}
