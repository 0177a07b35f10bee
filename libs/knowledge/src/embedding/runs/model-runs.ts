import type { CallAbout } from '@app/tenancy';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

import type { CallConfig } from './call-config.js';
import type { LangSmithConfig } from './langsmith.config.js';
import type { SentRuns } from './sent-runs.js';

/**
 * Runs of models and tools for LangSmith, each with its store as a tag. Without LANGSMITH_TRACING nothing is loaded, noted
 * or sent.
 */
@Injectable()
export class ModelRuns implements OnApplicationShutdown {
  private loading: Promise<SentRuns> | undefined;

  constructor(private readonly config: LangSmithConfig | null = null) {}

  async callConfig(about?: CallAbout): Promise<CallConfig> {
    const runs = await this.load();
    return runs === null ? {} : runs.callConfig(about);
  }

  /** LangChain tells nobody of embedding. */
  async embedding<T>(
    about: CallAbout | undefined,
    asked: { model: string; texts: readonly string[] },
    work: () => Promise<T>,
  ): Promise<T> {
    const runs = await this.load();
    return runs === null ? work() : runs.embedding(about, asked, work);
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.loading)?.close();
  }

  private async load(): Promise<SentRuns | null> {
    const { config } = this;
    if (config === null) return null;
    this.loading ??= import('./sent-runs.js').then(({ SentRuns: Loaded }) => new Loaded(config));
    return this.loading;
  }
}
