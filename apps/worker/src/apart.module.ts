import { AgentModule } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { TenancyModule, Tracing } from '@app/tenancy';
import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';

import { logOptions } from './log-options.js';
import { CrawlProcessor } from './processors/crawl.processor.js';
import { GapsProcessor } from './processors/gaps.processor.js';
import { IndexProcessor } from './processors/index.processor.js';
import { openWorkerTracing } from './tracing/worker-tracing.js';
import { readWorkerConfig } from './worker.config.js';

/** The process apart: the worker's processors, which take no jobs by themselves here. */
@Module({
  imports: [
    LoggerModule.forRootAsync({ useFactory: () => logOptions(readWorkerConfig().logLevel) }),
    TenancyModule,
    KnowledgeModule,
    AgentModule,
  ],
  providers: [
    { provide: Tracing, useFactory: openWorkerTracing },
    CrawlProcessor,
    IndexProcessor,
    GapsProcessor,
  ],
})
export class ApartModule {}
