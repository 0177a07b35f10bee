import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** A retrievable piece of a page version, in the page's own words. Its vectors and terms lie in narrow tables. */
@Entity('chunks')
export class Chunk extends StoreOwnedEntity {
  @Column({ name: 'page_id', type: 'uuid' })
  pageId: string;

  /** Counts up within the store: four bytes in the inverted index instead of sixteen. */
  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'integer' })
  ordinal: number;

  @Column({ name: 'heading_path', type: 'text', array: true })
  headingPath: string[];

  @Column({ type: 'text' })
  text: string;

  @Column({ name: 'token_count', type: 'integer' })
  tokenCount: number;

  @Column({ name: 'content_hash', type: 'text' })
  contentHash: string;

  @Column({ name: 'born_release', type: 'integer' })
  bornRelease: number;

  @Column({ name: 'died_release', type: 'integer', nullable: true })
  diedRelease: number | null;
}
