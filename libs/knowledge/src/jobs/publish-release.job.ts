import { defineJob } from '@app/tenancy';

import { ingestStep, sameStep } from './ingest-step.js';
import { indexQueue } from './queues.js';

/** Makes an ingest's release the live one. Safe to run twice: the flip is one transaction that happens once. */
export const publishReleaseJob = defineJob({
  name: 'publish-release',
  queue: indexQueue,
  data: ingestStep,
  dedupe: sameStep,
});
