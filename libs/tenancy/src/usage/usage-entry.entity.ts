import { Column, Entity } from 'typeorm';

import { StoreOwnedEntity } from '../database/store-owned.entity.js';
import type { UsagePurpose } from './usage-purpose.js';

/** One call of a model that was made, under the id it was planned with: noted twice, it is one. */
@Entity('usage_entries')
export class UsageEntry extends StoreOwnedEntity {
  @Column({ type: 'text' })
  purpose: UsagePurpose;

  @Column({ type: 'text' })
  model: string;

  @Column({ name: 'conversation_id', type: 'uuid', nullable: true })
  conversationId: string | null;

  /** Of the answer. */
  @Column({ name: 'message_id', type: 'uuid', nullable: true })
  messageId: string | null;

  @Column({ name: 'ingest_id', type: 'uuid', nullable: true })
  ingestId: string | null;

  @Column({ name: 'input_tokens', type: 'integer' })
  inputTokens: number;

  @Column({ name: 'output_tokens', type: 'integer' })
  outputTokens: number;

  /** Whether lengths were counted, since the server did not tell. */
  @Column({ name: 'is_estimated', type: 'boolean' })
  isEstimated: boolean;

  /** An exact decimal; null where the operator gave no price for the model. */
  @Column({ type: 'numeric', nullable: true })
  cost: string | null;

  @Column({ type: 'text', nullable: true })
  currency: string | null;

  @Column({ name: 'price_version', type: 'text', nullable: true })
  priceVersion: string | null;
}
