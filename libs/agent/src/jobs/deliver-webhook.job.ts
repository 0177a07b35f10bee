import { defineJob } from '@app/tenancy';
import { z } from 'zod';

import { webhooksQueue } from './queues.js';

/** One attempt at one delivery. Safe to run twice: the attempt is written once, and what is sent has the same id. */
export const deliverWebhookJob = defineJob({
  name: 'deliver-webhook',
  queue: webhooksQueue,
  data: z.object({ deliveryId: z.uuid(), attempt: z.int().min(1) }),
  dedupe: ({ deliveryId, attempt }) => `${deliveryId}.${attempt}`,
});
export type DeliverWebhookData = z.infer<typeof deliverWebhookJob.data>;
