import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** A shopper wants to be shown what is kept; the store owes it until `dueAt`. */
@Entity('privacy_requests')
export class PrivacyRequest extends StoreOwnedEntity {
  /** Of the delivery that brought it; the same one again is the same request. */
  @Column({ name: 'webhook_id', type: 'text' })
  webhookId: string;

  /** What Shopify calls it; null where it did not say. */
  @Column({ name: 'data_request_id', type: 'text', nullable: true })
  dataRequestId: string | null;

  /** The names that the shopper may have here, sealed by `CredentialVault`; null once they are forgotten. */
  @Column({ name: 'sealed_names', type: 'bytea', nullable: true })
  sealedNames: Buffer | null;

  /** What each name is called in receipts of erasures, by which its erasure finds the request. */
  @Column({ name: 'name_hashes', type: 'text', array: true, nullable: true })
  nameHashes: string[] | null;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt: Date;

  /** When the data was first given out; null before. */
  @Column({ name: 'fulfilled_at', type: 'timestamptz', nullable: true })
  fulfilledAt: Date | null;
}
