import {
  type AppError,
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { AgentSettingsVersion } from './agent-settings.entity.js';
import { settingsChanged, settingsVersionNotFound } from './settings.errors.js';

const COLUMNS = `id, store_id AS "storeId", version, note, settings, sealed_key AS "sealedKey",
  key_hint AS "keyHint", created_at AS "createdAt", updated_at AS "updatedAt"`;

export type NewVersion = Pick<AgentSettingsVersion, 'note' | 'settings' | 'sealedKey' | 'keyHint'>;

/** The versions of the settings of a store's agent. */
@Injectable()
export class AgentSettingsRepository extends StoreScopedRepository<AgentSettingsVersion> {
  constructor(connections: StoreConnections) {
    super(connections, AgentSettingsVersion);
  }

  /** The version in force; null for a store that has set nothing. */
  async findCurrent(scope: StoreScope): Promise<AgentSettingsVersion | null> {
    const [row] = await this.rows<AgentSettingsVersion>(
      scope,
      `SELECT ${COLUMNS} FROM agent_settings WHERE store_id = $1 ORDER BY version DESC LIMIT 1`,
    );
    return row ?? null;
  }

  async getVersion(scope: StoreScope, version: number): Promise<AgentSettingsVersion> {
    const row = await this.findOne(scope, { version });
    if (!row) throw this.notFound(String(version));
    return row;
  }

  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<AgentSettingsVersion>> {
    const sql = `SELECT ${COLUMNS} FROM agent_settings WHERE store_id = $1`;
    return this.slice(scope, sql, options, 'DESC');
  }

  /** Adds the version after `after`. Throws AGENT_SETTINGS_CHANGED where somebody else added it first. */
  async append(
    scope: StoreScope,
    { note, settings, sealedKey, keyHint }: NewVersion,
    after: number,
  ): Promise<AgentSettingsVersion> {
    const [row] = await this.rows<AgentSettingsVersion>(
      scope,
      `INSERT INTO agent_settings (store_id, version, note, settings, sealed_key, key_hint)
       SELECT $1, $2::integer + 1, $3, $4, $5, $6
       WHERE NOT EXISTS (SELECT FROM agent_settings WHERE store_id = $1 AND version > $2::integer)
       ON CONFLICT (store_id, version) DO NOTHING
       RETURNING ${COLUMNS}`,
      [after, note, JSON.stringify(settings), sealedKey, keyHint],
    );
    if (!row) throw settingsChanged(after);
    return row;
  }

  protected notFound(version: string): AppError {
    return settingsVersionNotFound(version);
  }
}
