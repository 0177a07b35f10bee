import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** A question that a release must be able to answer before it goes live, and by what the answer is known: a page, a fact or both. */
@Entity('check_questions')
export class CheckQuestion extends StoreOwnedEntity {
  @Column({ type: 'text' })
  question: string;

  /** The page that must be found; any address under which the store knows it. */
  @Column({ name: 'expected_url', type: 'text', nullable: true })
  expectedUrl: string | null;

  /** The words that must stand in what is found. */
  @Column({ name: 'expected_text', type: 'text', nullable: true })
  expectedText: string | null;
}
