import type { JobDefinition } from '@app/tenancy';

import { crawlPagesJob } from './crawl-pages.job.js';
import { indexPagesJob } from './index-pages.job.js';
import { publishReleaseJob } from './publish-release.job.js';
import { startCrawlJob } from './start-crawl.job.js';

/** Every job of this lib, for the worker's check that each has one handler. */
export const knowledgeJobs = [
  startCrawlJob,
  crawlPagesJob,
  indexPagesJob,
  publishReleaseJob,
] as unknown as readonly JobDefinition[];
