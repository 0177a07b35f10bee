import { Column, Entity } from 'typeorm';

import { StoreOwnedEntity } from '../database/store-owned.entity.js';
import type { KeyScope, StoreKeyKind } from '../scope/key-scopes.js';

/** A store's API key: only its SHA-256 and its visible beginning are kept. */
@Entity('api_keys')
export class ApiKey extends StoreOwnedEntity {
  @Column({ type: 'text' })
  kind: StoreKeyKind;

  @Column({ type: 'text', nullable: true })
  name: string | null;

  @Column({ type: 'text' })
  prefix: string;

  @Column({ name: 'key_hash', type: 'bytea', select: false })
  keyHash: Buffer;

  @Column({ name: 'allowed_origins', type: 'text', array: true })
  allowedOrigins: string[];

  /** Null: all that its kind may, also what comes later. */
  @Column({ type: 'text', array: true, nullable: true })
  scopes: KeyScope[] | null;

  /** The key that a rotation made; this one ends with `expiresAt`. */
  @Column({ name: 'replaced_by', type: 'uuid', nullable: true })
  replacedBy: string | null;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt: Date | null;
}
