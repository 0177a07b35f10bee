import { GuardedWeb, ModelRuns } from '@app/knowledge';
import { CredentialVault, type StoreScope } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

import { AGENT_CONFIG, type AgentConfig } from '../agent.config.js';
import { modelRejected } from '../agent.errors.js';
import { CHAT_MODEL, type ChatModel } from '../models/chat-model.js';
import { OpenAiChatModel } from '../models/openai-chat-model.js';
import type { ModelChoice } from './agent-settings.js';
import { modelUrlRefused } from './settings.errors.js';

/** The chat models that stores choose: the operator's, none, or their own behind the address rules. */
@Injectable()
export class StoreModels {
  private readonly operatorsCheaper: ChatModel | null;

  constructor(
    @Inject(AGENT_CONFIG) private readonly config: AgentConfig,
    @Inject(CHAT_MODEL) private readonly operators: ChatModel | null,
    private readonly vault: CredentialVault,
    private readonly web: GuardedWeb,
    private readonly runs: ModelRuns,
  ) {
    const { chatModel, cheaperModel, timeoutMs } = config;
    this.operatorsCheaper =
      chatModel && cheaperModel
        ? new OpenAiChatModel({ ...chatModel, model: cheaperModel, timeoutMs }, runs)
        : null;
  }

  /** `fetch` takes the place of the guarded one; it has to call it. */
  open(choice: ModelChoice, apiKey: string | null, fetch = this.web.fetch): ChatModel | null {
    if (choice.use !== 'own') return choice.use === 'quotes' ? null : this.operators;
    const { name: model, baseUrl, temperature } = choice;
    const { timeoutMs } = this.config;
    const own = { model, baseUrl, timeoutMs, apiKey: apiKey ?? undefined };
    const how = { ...own, temperature: temperature ?? undefined, fetch };
    return new OpenAiChatModel(how, this.runs);
  }

  /** The operator's cheaper model, for stores that chose the operator's. */
  cheaper({ use }: ModelChoice): ChatModel | null {
    return use === 'default' ? this.operatorsCheaper : null;
  }

  get guardedFetch(): typeof globalThis.fetch {
    return this.web.fetch;
  }

  /** Throws AGENT_MODEL_URL_REFUSED for an address that may not be called. */
  check(choice: ModelChoice): void {
    if (choice.use !== 'own') return;
    const { search, hash } = this.web.check(choice.baseUrl, modelUrlRefused);
    if (search !== '' || hash !== '') throw modelUrlRefused('has more than a path');
  }

  sealKey({ storeId }: StoreScope, apiKey: string): Buffer {
    return this.vault.seal(storeId, { apiKey });
  }

  /** A key that does not open, because CREDENTIALS_SECRET is another one now, is as good as a wrong one. */
  openKey({ storeId }: StoreScope, sealed: Buffer | null): string | null {
    if (sealed === null) return null;
    try {
      return String(this.vault.open(storeId, sealed)['apiKey']);
    } catch (error) {
      throw modelRejected(error);
    }
  }
}
