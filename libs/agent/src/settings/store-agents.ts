import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { ChatModel } from '../models/chat-model.js';
import type { AgentSettingsVersion } from './agent-settings.entity.js';
import { type AgentSettings, NO_SETTINGS } from './agent-settings.js';
import { AgentSettingsRepository } from './agent-settings.repository.js';
import { StoreModels } from './store-models.js';

/** What answers a store's shoppers for one turn. */
export interface StoreAgent {
  /** Of the settings; 0 where the store has set nothing. */
  version: number;
  settings: AgentSettings;
  /** Null: answers are quotes. */
  model: ChatModel | null;
  /** What answers once most of the budget is spent; left out or null: the same. */
  cheaper?: ChatModel | null;
}

/** As many clients as are kept; the one that waited longest goes first. */
const MAX_KEPT = 200;

/**
 * The agent of a store as it is set now. The version is read with each turn, so that a change holds from the next
 * question on in every process; only the client of the version in force is kept.
 */
@Injectable()
export class StoreAgents {
  private readonly kept = new Map<string, StoreAgent>();

  constructor(
    private readonly versions: AgentSettingsRepository,
    private readonly models: StoreModels,
  ) {}

  async current(scope: StoreScope): Promise<StoreAgent> {
    const row = await this.versions.findCurrent(scope);
    const kept = this.kept.get(scope.storeId);
    this.kept.delete(scope.storeId);
    const agent =
      kept !== undefined && kept.version === row?.version ? kept : this.open(scope, row);
    if (agent.settings.model.use === 'own') this.keep(scope, agent);
    return agent;
  }

  private open(scope: StoreScope, row: AgentSettingsVersion | null): StoreAgent {
    const settings = { ...NO_SETTINGS, ...row?.settings };
    const apiKey = this.models.openKey(scope, row?.sealedKey ?? null);
    return {
      version: row?.version ?? 0,
      settings,
      model: this.models.open(settings.model, apiKey),
      cheaper: this.models.cheaper(settings.model),
    };
  }

  private keep({ storeId }: StoreScope, agent: StoreAgent): void {
    this.kept.set(storeId, agent);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }
}
