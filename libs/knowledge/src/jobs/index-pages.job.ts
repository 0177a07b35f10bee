import { defineJob } from '@app/tenancy';

import { ingestStep, sameStep } from './ingest-step.js';
import { indexQueue } from './queues.js';

/** Cuts and embeds a few pages of an ingest. Safe to run twice: a page's chunks are written once, with its mark. */
export const indexPagesJob = defineJob({
  name: 'index-pages',
  queue: indexQueue,
  data: ingestStep,
  dedupe: sameStep,
});
