import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

import type { PageText } from '../page-text.js';

/** What reading an address gave that folds into another page, to go on from it while the site sends the same. */
@Entity('page_copies')
export class PageCopy extends StoreOwnedEntity {
  @Column({ name: 'source_id', type: 'uuid' })
  sourceId: string;

  @Column({ type: 'text' })
  url: string;

  @Column({ type: 'jsonb' })
  text: Omit<PageText, 'sourceId' | 'url' | 'fetchedAt'>;

  @Column({ type: 'text', nullable: true })
  etag: string | null;

  @Column({ name: 'last_modified', type: 'text', nullable: true })
  lastModified: string | null;

  @Column({ name: 'body_hash', type: 'text', nullable: true })
  bodyHash: string | null;

  @Column({ name: 'extraction_version', type: 'integer' })
  extractionVersion: number;
}
