import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** Where a store wants to be told of events; at most one for each store. */
@Entity('webhooks')
export class Webhook extends StoreOwnedEntity {
  @Column({ type: 'text' })
  url: string;

  /** What its calls are signed with, sealed by `CredentialVault`. */
  @Column({ type: 'bytea' })
  secret: Buffer;
}
