import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** How often something was done since a moment; over and forgotten at `endsAt`. */
@Entity('tool_counts')
export class ToolCount extends StoreOwnedEntity {
  /** What is counted; personal parts are hashed. */
  @Column({ type: 'text' })
  key: string;

  @Column({ type: 'integer' })
  uses: number;

  @Column({ name: 'ends_at', type: 'timestamptz' })
  endsAt: Date;
}
