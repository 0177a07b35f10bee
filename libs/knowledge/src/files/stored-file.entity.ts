import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

import type { PageOutcome } from '../frontier/ingest-page.entity.js';
import type { FileType } from './file-type.js';

/**
 * A file that was given. Its bytes stay in the table `file_bytes` as long as it does: whatever becomes of the release that
 * it was first read for, the next one can be built from them.
 */
@Entity('files')
export class StoredFile extends StoreOwnedEntity {
  @Column({ name: 'source_id', type: 'uuid' })
  sourceId: string;

  @Column({ type: 'text' })
  name: string;

  /** What it is said to be. */
  @Column({ type: 'text' })
  type: FileType;

  @Column({ name: 'content_type', type: 'text' })
  contentType: string;

  @Column({ name: 'byte_count', type: 'integer' })
  byteCount: number;

  /** How reading it ended; null while it waits. */
  @Column({ type: 'text', nullable: true })
  outcome: PageOutcome | null;

  /** What a person needs to understand the outcome. */
  @Column({ type: 'text', nullable: true })
  detail: string | null;

  @Column({ name: 'read_at', type: 'timestamptz', nullable: true })
  readAt: Date | null;
}
