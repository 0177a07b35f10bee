import type { ListSlice, SliceOptions, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { AgentSettingsVersion } from './agent-settings.entity.js';
import { type AgentSettings, type ModelChoice, NO_SETTINGS } from './agent-settings.js';
import { AgentSettingsRepository } from './agent-settings.repository.js';
import { checkSettings } from './check-settings.js';
import { settingsChanged } from './settings.errors.js';
import { StoreModels } from './store-models.js';

/** Settings as they are written. */
export interface SettingsDraft {
  settings: AgentSettings;
  /** The key of the store's own model: a new one, null for none, left out for the one before at the same address. */
  apiKey?: string | null;
}

export interface SettingsChange extends SettingsDraft {
  note: string | null;
  /** The version that was read before; another one in force refuses the change. */
  version?: number;
}

export interface CurrentSettings {
  version: number;
  note: string | null;
  createdAt: Date | null;
  settings: AgentSettings;
  hasKey: boolean;
  keyHint: string | null;
}

type KeptKey = Pick<AgentSettingsVersion, 'sealedKey' | 'keyHint'>;

const NO_KEY: KeptKey = { sealedKey: null, keyHint: null };
/** Of a shorter key four characters would give too much away. */
const SHORTEST_HINTED_KEY = 12;

/** Reading, changing and taking back the settings of a store's agent. Keys go in sealed and never come out. */
@Injectable()
export class AgentSettingsService {
  constructor(
    private readonly versions: AgentSettingsRepository,
    private readonly models: StoreModels,
  ) {}

  async current(scope: StoreScope): Promise<CurrentSettings> {
    return described(await this.versions.findCurrent(scope));
  }

  async list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<CurrentSettings>> {
    const { items, nextCursor } = await this.versions.list(scope, options);
    return { items: items.map(described), nextCursor };
  }

  /** Makes a new version. Throws AGENT_SETTINGS_CHANGED, AGENT_SETTING_REFUSED and AGENT_MODEL_URL_REFUSED. */
  async replace(scope: StoreScope, change: SettingsChange): Promise<CurrentSettings> {
    const { settings, note, version } = change;
    this.check(settings);
    const before = await this.versions.findCurrent(scope);
    const last = before?.version ?? 0;
    if (version !== undefined && version !== last) throw settingsChanged(version);
    const key = this.keyOf(scope, change, before);
    return described(await this.versions.append(scope, { settings, note, ...key }, last));
  }

  /** Makes an older version current again, as a new one with the key it had. */
  async restore(scope: StoreScope, version: number): Promise<CurrentSettings> {
    const { settings, sealedKey, keyHint } = await this.versions.getVersion(scope, version);
    this.check({ ...NO_SETTINGS, ...settings });
    const last = (await this.versions.findCurrent(scope))?.version ?? version;
    const note = `Version ${version} again`;
    return described(
      await this.versions.append(scope, { settings, note, sealedKey, keyHint }, last),
    );
  }

  check(settings: AgentSettings): void {
    checkSettings(settings);
    this.models.check(settings.model);
  }

  /** The key that a draft would be used with. */
  async keyFor(scope: StoreScope, draft: SettingsDraft): Promise<string | null> {
    if (draft.settings.model.use !== 'own') return null;
    if (draft.apiKey !== undefined) return draft.apiKey;
    const { sealedKey } = keptKey(draft.settings.model, await this.versions.findCurrent(scope));
    return this.models.openKey(scope, sealedKey);
  }

  private keyOf(
    scope: StoreScope,
    { settings: { model }, apiKey }: SettingsDraft,
    before: AgentSettingsVersion | null,
  ): KeptKey {
    if (model.use !== 'own' || apiKey === null) return NO_KEY;
    if (apiKey === undefined) return keptKey(model, before);
    const keyHint = apiKey.length < SHORTEST_HINTED_KEY ? null : apiKey.slice(-4);
    return { sealedKey: this.models.sealKey(scope, apiKey), keyHint };
  }
}

/** A key follows to no other address: whoever may change the settings could send it to a server of their own. */
function keptKey(model: ModelChoice, before: AgentSettingsVersion | null): KeptKey {
  const last = before?.settings.model;
  const isSame = model.use === 'own' && last?.use === 'own' && last.baseUrl === model.baseUrl;
  if (!isSame || before === null) return NO_KEY;
  const { sealedKey, keyHint } = before;
  return { sealedKey, keyHint };
}

const UNSET: CurrentSettings = {
  version: 0,
  note: null,
  createdAt: null,
  settings: NO_SETTINGS,
  hasKey: false,
  keyHint: null,
};

function described(row: AgentSettingsVersion | null): CurrentSettings {
  if (row === null) return UNSET;
  const { version, note, createdAt, keyHint, sealedKey } = row;
  const settings = { ...NO_SETTINGS, ...row.settings };
  return { version, note, createdAt, settings, hasKey: sealedKey !== null, keyHint };
}
