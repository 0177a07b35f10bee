import { defineJob } from '@app/tenancy';
import { z } from 'zod';

import { crawlQueue } from './queues.js';

/** Starts the crawl of a source whose time has come. Safe to run twice: the first takes the turn, the second finds none. */
export const startCrawlJob = defineJob({
  name: 'start-crawl',
  queue: crawlQueue,
  data: z.object({ sourceId: z.uuid() }),
  dedupe: ({ sourceId }) => sourceId,
});
export type StartCrawlData = z.infer<typeof startCrawlJob.data>;
