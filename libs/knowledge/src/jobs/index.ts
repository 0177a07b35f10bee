import type { JobDefinition } from '@app/tenancy';

import { crawlPagesJob } from './crawl-pages.job.js';
import { indexPagesJob } from './index-pages.job.js';
import { publishReleaseJob } from './publish-release.job.js';

/** Every job of this lib, for the worker's check that each has one handler. */
export const knowledgeJobs = [
  crawlPagesJob,
  indexPagesJob,
  publishReleaseJob,
] as unknown as readonly JobDefinition[];
