import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

import type { AgentSettings } from './agent-settings.js';

/** One version of the settings of a store's agent. Versions are added and never changed. */
@Entity('agent_settings')
export class AgentSettingsVersion extends StoreOwnedEntity {
  /** From 1; the newest is in force. */
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'jsonb' })
  settings: AgentSettings;

  /** The key of the store's own model, sealed by the vault; never leaves this lib. */
  @Column({ name: 'sealed_key', type: 'bytea', nullable: true })
  sealedKey: Buffer | null;

  /** The key's last four characters, null where it is too short to show any. */
  @Column({ name: 'key_hint', type: 'text', nullable: true })
  keyHint: string | null;
}
