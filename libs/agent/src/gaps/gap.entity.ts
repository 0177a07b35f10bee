import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

export const gapStates = ['open', 'answered', 'dismissed'] as const;
export type GapState = (typeof gapStates)[number];

/**
 * Something that shoppers ask and the store's knowledge does not say. It holds no text: what was asked stands in the
 * messages alone and is gone with them.
 */
@Entity('gaps')
export class Gap extends StoreOwnedEntity {
  @Column({ type: 'text', default: 'open' })
  state: GapState;

  /** The release that was seen to answer all its questions; null unless answered. */
  @Column({ name: 'answered_release', type: 'integer', nullable: true })
  answeredRelease: number | null;

  /** The snippet that was written for it; it may be gone by now. */
  @Column({ name: 'snippet_id', type: 'uuid', nullable: true })
  snippetId: string | null;

  /** Once this release or a later one is live, its questions are asked again. */
  @Column({ name: 'awaited_release', type: 'integer', nullable: true })
  awaitedRelease: number | null;

  @Column({ name: 'replayed_at', type: 'timestamptz', nullable: true })
  replayedAt: Date | null;
}
