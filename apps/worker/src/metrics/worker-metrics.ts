import { deliveryTried, MODEL_NAMES, type ModelNames } from '@app/agent';
import { ingestEnded, pagesEnded } from '@app/knowledge';
import { auditWritten, jobEnded, ModelMetrics, ProcessMetrics } from '@app/tenancy';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';

const jobSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80];

/**
 * What a worker counts of what the rooms tell. Names and labels are an operator's interface: dashboards and alerts under
 * `docker/` use them.
 */
@Injectable()
export class WorkerMetrics extends ProcessMetrics implements OnModuleInit, OnApplicationShutdown {
  private ends: (() => void)[] = [];

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
  private readonly auditEntries = this.counter(
    'audit_entries_total',
    'Entries of the audit written.',
    ['action', 'outcome'],
  );
  private readonly models: ModelMetrics;

  constructor(@Inject(MODEL_NAMES) names: ModelNames) {
    super();
    this.models = new ModelMetrics(this, names);
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
      this.models.count(),
    ];
  }

  onApplicationShutdown(): void {
    for (const end of this.ends) end();
  }
}
