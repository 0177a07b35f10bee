import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** A question with its answer, as the merchant wrote them. Becomes a page of its own in the next release. */
@Entity('snippets')
export class Snippet extends StoreOwnedEntity {
  @Column({ name: 'source_id', type: 'uuid' })
  sourceId: string;

  @Column({ type: 'text' })
  question: string;

  /** Plain text or Markdown. */
  @Column({ type: 'text' })
  answer: string;

  /** A web page that says the same, to be cited in its place. */
  @Column({ type: 'text', nullable: true })
  url: string | null;
}
