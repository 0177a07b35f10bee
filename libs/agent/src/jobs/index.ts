import type { JobDefinition } from '@app/tenancy';

import { deliverWebhookJob } from './deliver-webhook.job.js';
import { forgetConversationsJob } from './forget-conversations.job.js';
import { gatherGapsJob } from './gather-gaps.job.js';
import { replayGapJob } from './replay-gap.job.js';

/** Every job of this lib, for the worker's check that each has one handler. */
export const agentJobs = [
  deliverWebhookJob,
  forgetConversationsJob,
  gatherGapsJob,
  replayGapJob,
] as unknown as readonly JobDefinition[];
