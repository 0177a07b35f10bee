import { answerJobs, safeText, tellCrash } from '@app/tenancy';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';

import { ApartModule } from './apart.module.js';
import { CrawlProcessor } from './processors/crawl.processor.js';
import { GapsProcessor } from './processors/gaps.processor.js';
import { IndexProcessor } from './processors/index.processor.js';

/** A process of a worker, which does one at a time the jobs that another worker died with. */
async function main(): Promise<void> {
  tellCrash('worker');
  const app = await NestFactory.createApplicationContext(ApartModule, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  answerJobs([app.get(CrawlProcessor), app.get(IndexProcessor), app.get(GapsProcessor)]);
}

main().catch((error: unknown) => {
  process.stderr.write(`${safeText(error instanceof Error ? error.message : 'unknown reason')}\n`);
  process.exit(1);
});
