import { answerEnded, readAgentConfig } from '@app/agent';
import { EMBEDDING_MODEL, type EmbeddingModel, searchEnded } from '@app/knowledge';
import { auditWritten, modelCalled } from '@app/tenancy';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';

import { API_CONFIG, type ApiConfig } from '../http/api.config.js';
import { isolationChannel } from '../isolation/isolation-event.js';
import { isProbe } from '../isolation/probing.js';
import { ApiMetrics } from './api-metrics.js';
import { boundedLabel } from './bounded-label.js';

const isolationOutcomes = ['passed', 'failed', 'incomplete'] as const;

/** Counts what the rooms tell of. What the isolation check asks is no shopper's question and does not count. */
@Injectable()
export class EventCounter implements OnModuleInit, OnApplicationShutdown {
  private ends: (() => void)[] = [];
  private readonly models: ReadonlySet<string>;
  private readonly stores: ReadonlySet<string>;

  constructor(
    private readonly metrics: ApiMetrics,
    @Inject(EMBEDDING_MODEL) { fingerprint }: EmbeddingModel,
    @Inject(API_CONFIG) { metricsStoreIds }: ApiConfig,
  ) {
    // a store may name a model of its own, which is nothing that others should see, nor bounded
    const embedding = /^openai:(.+):[^:]+$/.exec(fingerprint)?.[1];
    const { chatModel, cheaperModel } = readAgentConfig();
    const names = [chatModel?.model, cheaperModel, embedding];
    this.models = new Set(names.filter((name) => name !== undefined));
    this.stores = new Set(metricsStoreIds);
  }

  onModuleInit(): void {
    const { auditEntries } = this.metrics;
    this.ends = [
      this.countAnswers(),
      this.countSearches(),
      this.countModels(),
      this.countChecks(),
      auditWritten.subscribe((entry) => auditEntries.inc({ ...entry })),
    ];
  }

  onApplicationShutdown(): void {
    for (const end of this.ends) end();
  }

  private countAnswers() {
    const { answers, answerSeconds, firstEventSeconds, storeAnswers } = this.metrics;
    return answerEnded.subscribe(({ storeId, outcome, firstMs, ms }) => {
      if (isProbe()) return;
      answers.inc({ outcome });
      answerSeconds.observe({ outcome }, ms / 1000);
      if (firstMs !== null) firstEventSeconds.observe(firstMs / 1000);
      if (this.stores.has(storeId)) storeAnswers.inc({ store: storeId, outcome });
    });
  }

  private countSearches() {
    return searchEnded.subscribe(({ legs, method, ms }) => {
      if (!isProbe()) this.metrics.searchSeconds.observe({ legs, method }, ms / 1000);
    });
  }

  private countModels() {
    const { modelCalls, modelSeconds, modelTokens, modelCost } = this.metrics;
    return modelCalled.subscribe(({ purpose, model: name, end, ms, ...call }) => {
      const model = boundedLabel(name, this.models);
      modelCalls.inc({ purpose, model, end });
      modelSeconds.observe({ purpose }, ms / 1000);
      modelTokens.inc({ purpose, model, direction: 'input' }, call.inputTokens);
      modelTokens.inc({ purpose, model, direction: 'output' }, call.outputTokens);
      if (call.cost !== null) modelCost.inc({ purpose, model }, call.cost);
    });
  }

  private countChecks() {
    return isolationChannel.subscribe(({ outcome, startedAt, endedAt, findings }) => {
      const { metrics } = this;
      for (const one of isolationOutcomes) {
        metrics.isolationOutcome.set({ outcome: one }, Number(one === outcome));
      }
      metrics.isolationEndedAt.set(endedAt.getTime() / 1000);
      metrics.isolationSeconds.set((endedAt.getTime() - startedAt.getTime()) / 1000);
      metrics.isolationRoutes.set({ kind: 'tried' }, findings.routes.probed);
      metrics.isolationRoutes.set({ kind: 'all' }, findings.routes.of);
      metrics.isolationFailures.set(findings.failures.length);
    });
  }
}
