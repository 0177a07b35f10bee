import type { JobDefinition } from '@app/tenancy';

import { deliverWebhookJob } from './deliver-webhook.job.js';

/** Every job of this lib, for the worker's check that each has one handler. */
export const agentJobs = [deliverWebhookJob] as unknown as readonly JobDefinition[];
