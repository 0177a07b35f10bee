import { answerEnded, MODEL_NAMES, type ModelNames } from '@app/agent';
import { searchEnded } from '@app/knowledge';
import { auditWritten, ModelMetrics } from '@app/tenancy';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';

import { API_CONFIG, type ApiConfig } from '../http/api.config.js';
import { isolationChannel } from '../isolation/isolation-event.js';
import { isProbe } from '../isolation/probing.js';
import { ApiMetrics } from './api-metrics.js';

const isolationOutcomes = ['passed', 'failed', 'incomplete'] as const;

/** Counts what the rooms tell of. What the isolation check asks is no shopper's question and does not count. */
@Injectable()
export class EventCounter implements OnModuleInit, OnApplicationShutdown {
  private ends: (() => void)[] = [];
  private readonly models: ModelMetrics;
  private readonly stores: ReadonlySet<string>;

  constructor(
    private readonly metrics: ApiMetrics,
    @Inject(MODEL_NAMES) names: ModelNames,
    @Inject(API_CONFIG) { metricsStoreIds }: ApiConfig,
  ) {
    this.models = new ModelMetrics(metrics, names);
    this.stores = new Set(metricsStoreIds);
  }

  onModuleInit(): void {
    const { auditEntries } = this.metrics;
    const audited = auditWritten.subscribe((entry) => auditEntries.inc({ ...entry }));
    const counted = [this.countAnswers(), this.countSearches(), this.countChecks()];
    this.ends = [...counted, this.models.count(), audited];
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
