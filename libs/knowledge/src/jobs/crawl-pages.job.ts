import { defineJob } from '@app/tenancy';

import { ingestStep, sameStep } from './ingest-step.js';
import { crawlQueue } from './queues.js';

/** Reads a few pages of an ingest's frontier. Safe to run twice: pages are leased, results are written once. */
export const crawlPagesJob = defineJob({
  name: 'crawl-pages',
  queue: crawlQueue,
  data: ingestStep,
  dedupe: sameStep,
});
