import { agentJobs, AgentModule } from '@app/agent';
import { knowledgeJobs, KnowledgeModule } from '@app/knowledge';
import { assertEveryJobHasOneHandler, JobsApart, TenancyModule, Tracing } from '@app/tenancy';
import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';

import { HealthPort } from './health/health-port.js';
import { logOptions } from './log-options.js';
import { WorkerMetrics } from './metrics/worker-metrics.js';
import { CrawlProcessor } from './processors/crawl.processor.js';
import { GapsProcessor } from './processors/gaps.processor.js';
import { IndexProcessor } from './processors/index.processor.js';
import { WebhooksProcessor } from './processors/webhooks.processor.js';
import { AgentSweeps } from './schedules/agent-sweeps.js';
import { MoveSchedule } from './schedules/move.schedule.js';
import { SweepSchedule } from './schedules/sweep.schedule.js';
import { openWorkerTracing } from './tracing/worker-tracing.js';
import { readWorkerConfig, WORKER_CONFIG } from './worker.config.js';

/** The queue door: one processor per queue, the sweep, and a port for probes. */
@Module({
  imports: [
    LoggerModule.forRootAsync({ useFactory: () => logOptions(readWorkerConfig().logLevel) }),
    TenancyModule,
    KnowledgeModule,
    AgentModule,
  ],
  providers: [
    { provide: WORKER_CONFIG, useFactory: readWorkerConfig },
    { provide: Tracing, useFactory: openWorkerTracing },
    CrawlProcessor,
    IndexProcessor,
    WebhooksProcessor,
    GapsProcessor,
    AgentSweeps,
    SweepSchedule,
    MoveSchedule,
    WorkerMetrics,
    HealthPort,
  ],
})
export class WorkerModule implements OnModuleInit {
  constructor(
    private readonly crawl: CrawlProcessor,
    private readonly index: IndexProcessor,
    private readonly webhooks: WebhooksProcessor,
    private readonly gaps: GapsProcessor,
  ) {}

  /** `entry`: what a process apart runs, for jobs that a worker died with. Without it they are done where others are. */
  static withApart(entry: URL): DynamicModule {
    const apart = { provide: JobsApart, useFactory: () => new JobsApart(entry) };
    return { module: WorkerModule, providers: [apart] };
  }

  onModuleInit(): void {
    const jobs = [...knowledgeJobs, ...agentJobs];
    assertEveryJobHasOneHandler(jobs, [this.crawl, this.index, this.webhooks, this.gaps]);
  }
}
