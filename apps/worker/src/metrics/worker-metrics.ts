import { deliveryTried, readAgentConfig } from '@app/agent';
import { EMBEDDING_MODEL, type EmbeddingModel, ingestEnded, pagesEnded } from '@app/knowledge';
import { auditWritten, jobEnded, modelCalled } from '@app/tenancy';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

const jobSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80];
const callSeconds = [0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 21, 60, 120];

/**
 * What a worker counts of what the rooms tell. Names and labels are an operator's interface: dashboards and alerts under
 * `docker/` use them. Each label has a fixed set of values, none of them a store, an address or a text.
 */
@Injectable()
export class WorkerMetrics implements OnModuleInit, OnApplicationShutdown {
  readonly registry = new Registry();
  private ends: (() => void)[] = [];
  private readonly models: ReadonlySet<string | undefined>;

  private readonly jobs = this.counter('jobs_total', 'Starts of jobs, by how they ended.', [
    'queue',
    'job',
    'end',
  ]);
  private readonly jobSeconds = this.histogram(
    'job_duration_seconds',
    'How long a start of a job took.',
    ['job'],
    jobSeconds,
  );
  private readonly pages = this.counter('pages_total', 'Pages of ingests.', ['outcome']);
  private readonly ingests = this.counter('ingests_total', 'Ingests that ended.', ['status']);
  private readonly deliveries = this.counter('webhook_attempts_total', 'Calls of webhooks.', [
    'status',
  ]);
  private readonly modelCalls = this.counter('model_calls_total', 'Calls of models.', [
    'purpose',
    'model',
    'end',
  ]);
  private readonly modelSeconds = this.histogram(
    'model_call_duration_seconds',
    'Calls of models.',
    ['purpose'],
    callSeconds,
  );
  private readonly modelTokens = this.counter('model_tokens_total', 'Tokens read and written.', [
    'purpose',
    'model',
    'direction',
  ]);
  private readonly modelCost = this.counter('model_cost_total', 'Cost at the configured prices.', [
    'purpose',
    'model',
  ]);
  private readonly auditEntries = this.counter(
    'audit_entries_total',
    'Entries of the audit written.',
    ['action', 'outcome'],
  );

  constructor(@Inject(EMBEDDING_MODEL) { fingerprint }: EmbeddingModel) {
    collectDefaultMetrics({ register: this.registry, prefix: 'storehand_' });
    const embedding = /^openai:(.+):[^:]+$/.exec(fingerprint)?.[1];
    const { chatModel, cheaperModel } = readAgentConfig();
    this.models = new Set([chatModel?.model, cheaperModel, embedding]);
  }

  onModuleInit(): void {
    this.ends = [
      jobEnded.subscribe(({ queue, job, end, ms }) => {
        this.jobs.inc({ queue, job, end });
        this.jobSeconds.observe({ job }, ms / 1000);
      }),
      pagesEnded.subscribe(({ outcomes }) => {
        for (const outcome of outcomes) this.pages.inc({ outcome });
      }),
      ingestEnded.subscribe(({ status }) => this.ingests.inc({ status })),
      deliveryTried.subscribe(({ status }) => this.deliveries.inc({ status })),
      auditWritten.subscribe((entry) => this.auditEntries.inc({ ...entry })),
      this.countModels(),
    ];
  }

  onApplicationShutdown(): void {
    for (const end of this.ends) end();
  }

  private countModels() {
    return modelCalled.subscribe(({ purpose, model: name, end, ms, ...call }) => {
      // a store may name a model of its own, which is nothing that others should see, nor bounded
      const model = this.models.has(name) ? name : 'other';
      this.modelCalls.inc({ purpose, model, end });
      this.modelSeconds.observe({ purpose }, ms / 1000);
      this.modelTokens.inc({ purpose, model, direction: 'input' }, call.inputTokens);
      this.modelTokens.inc({ purpose, model, direction: 'output' }, call.outputTokens);
      if (call.cost !== null) this.modelCost.inc({ purpose, model }, call.cost);
    });
  }

  private counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name: `storehand_${name}`, help, labelNames, registers: [this.registry] });
  }

  private histogram<L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    buckets: number[],
  ): Histogram<L> {
    const registers = [this.registry];
    return new Histogram({ name: `storehand_${name}`, help, labelNames, buckets, registers });
  }
}
