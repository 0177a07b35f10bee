import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** Where a store's own system tells of its orders; at most one for each store. */
@Entity('order_endpoints')
export class OrderEndpoint extends StoreOwnedEntity {
  @Column({ type: 'text' })
  url: string;

  /** The longest wait for one answer. */
  @Column({ name: 'timeout_ms', type: 'integer' })
  timeoutMs: number;

  /** Whether the store's system sends a code to the address on an order, for shoppers without a token. */
  @Column({ name: 'sends_codes', type: 'boolean' })
  sendsCodes: boolean;

  /** What calls and shopper tokens are signed with, sealed by `CredentialVault`. */
  @Column({ type: 'bytea' })
  secrets: Buffer;
}
