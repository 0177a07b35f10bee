import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

import type { Limits } from '../limits/store-limits.js';
import type { Retention } from '../retention/retention.js';

/** A tenant. Its own row is the one it may see; `liveRelease` is the version of its knowledge that readers get. */
@Entity('stores')
export class Store {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  domain: string | null;

  @Column({ type: 'text', nullable: true })
  platform: string | null;

  /** `<name>.myshopify.com`; what Shopify asks about that shop is about this store. */
  @Column({ name: 'shopify_domain', type: 'text', nullable: true })
  shopifyDomain: string | null;

  @Column({ name: 'is_active', type: 'boolean', default: true })
  isActive: boolean;

  @Column({ type: 'jsonb', default: () => `'{}'` })
  settings: Record<string, unknown>;

  /** What an operator allows it; what is not named is as the deployment has it. */
  @Column({ type: 'jsonb', default: () => `'{}'` })
  limits: Partial<Limits>;

  /** How long it keeps what, in days; what is not named is as the deployment has it. */
  @Column({ type: 'jsonb', default: () => `'{}'` })
  retention: Partial<Retention>;

  /** AES-256-GCM, sealed by `CredentialVault`; never leaves the service. */
  @Column({ type: 'bytea', nullable: true, select: false })
  credentials: Buffer | null;

  @Column({ name: 'live_release', type: 'integer', nullable: true })
  liveRelease: number | null;

  /** Read in the shared database alone. */
  @Column({ type: 'text', default: () => `'shared'` })
  placement: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}

/** What is told of a store; the rest has doors of its own, or none. */
export type ShownStore = Omit<Store, 'credentials' | 'limits' | 'retention'>;
