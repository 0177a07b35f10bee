import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** The code that a conversation was last asked for; the code itself is known to the store's system and the shopper only. */
@Entity('order_codes')
export class OrderCode extends StoreOwnedEntity {
  @Column({ name: 'conversation_id', type: 'uuid' })
  conversationId: string;

  @Column({ name: 'order_number', type: 'text' })
  orderNumber: string;

  /** Keyed, as hex; one of nothing where the store's system gave none, so that both look alike. */
  @Column({ name: 'code_hash', type: 'text' })
  codeHash: string;

  @Column({ type: 'integer', default: 0 })
  tries: number;

  /** The code was given: the conversation may see this order until `expiresAt`. */
  @Column({ name: 'is_verified', type: 'boolean', default: false })
  isVerified: boolean;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt: Date;
}
