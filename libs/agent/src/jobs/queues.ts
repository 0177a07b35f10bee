import { defineQueue } from '@app/tenancy';

const day = 24 * 3600;

/** Calls to servers of stores. How often and when a call is repeated stands in its row; attempts are for our own faults. */
export const webhooksQueue = defineQueue({
  name: 'webhooks',
  concurrency: 8,
  order: 'turns',
  attempts: 3,
  backoffMs: 2_000,
  lockMs: 30_000,
  stalledIntervalMs: 10_000,
  keepCompleted: { ageSeconds: day, count: 1_000 },
  keepFailedSeconds: 14 * day,
});

/** What nobody waits for: gathering questions into gaps, asking them again, forgetting old ones. A replay asks a model, so locks are long. */
export const gapsQueue = defineQueue({
  name: 'gaps',
  concurrency: 2,
  order: 'turns',
  attempts: 3,
  backoffMs: 2_000,
  lockMs: 30_000,
  stalledIntervalMs: 10_000,
  keepCompleted: { ageSeconds: day, count: 1_000 },
  keepFailedSeconds: 14 * day,
});

export const agentQueues = [webhooksQueue, gapsQueue] as const;
