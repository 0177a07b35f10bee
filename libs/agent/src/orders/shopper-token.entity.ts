import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** A token that was shown, by its hash, and the one conversation in which it counts. */
@Entity('shopper_tokens')
export class ShopperToken extends StoreOwnedEntity {
  @Column({ name: 'conversation_id', type: 'uuid' })
  conversationId: string;

  @Column({ name: 'token_hash', type: 'text' })
  tokenHash: string;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt: Date;
}
