import { defineQueue } from '@app/tenancy';

const day = 24 * 3600;

/** What nobody waits for: gathering questions into gaps, asking them again. A replay asks a model, so locks are long. */
export const gapsQueue = defineQueue({
  name: 'gaps',
  concurrency: 2,
  attempts: 3,
  backoffMs: 2_000,
  lockMs: 30_000,
  stalledIntervalMs: 10_000,
  keepCompleted: { ageSeconds: day, count: 1_000 },
  keepFailedSeconds: 14 * day,
});

export const agentQueues = [gapsQueue] as const;
