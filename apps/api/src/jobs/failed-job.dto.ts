import type { FailedJob as KeptJob } from '@app/tenancy';
import { z } from 'zod';

import { count, sliceOf, time, uuid } from '../http/input/fields.js';

export const JobId = uuid("The job's id, from listing failed jobs.");

export const FailedJob = z
  .object({
    id: JobId,
    queue: z.string().describe('The queue that keeps it.').meta({ example: 'crawl' }),
    name: z.string().describe('What it was to do.').meta({ example: 'crawl-pages' }),
    source_id: uuid('The source it worked for.').nullable(),
    ingest_id: uuid('The ingest it belongs to.').nullable(),
    gap_id: uuid('The gap whose questions it asks.').nullable(),
    delivery_id: uuid('The delivery of the webhook it makes.').nullable(),
    reason: z
      .object({
        code: z
          .string()
          .describe(
            'A code of this API; `INTERNAL_ERROR` for a fault of ours; one that begins with `JOB_` where the job never got to its work or took its process down.',
          )
          .meta({ example: 'KNOWLEDGE_EMBEDDING_UNAVAILABLE' }),
        message: z
          .string()
          .describe('The same in a sentence; it quotes no page and no shopper.')
          .meta({ example: 'The embedding model does not answer.' }),
      })
      .describe('Why it failed the last time.'),
    attempts: count('How often it was started.', 5),
    created_at: time('When it was added.'),
    failed_at: time('When it failed for good.'),
  })
  .meta({ id: 'FailedJob', description: 'A job that is tried no more.' });
export type FailedJobDto = z.infer<typeof FailedJob>;

export const FailedJobList = sliceOf('FailedJobList', FailedJob);

export const toFailedJobDto = (job: KeptJob): FailedJobDto => ({
  id: job.id,
  queue: job.queue,
  name: job.name,
  source_id: job.about['sourceId'] ?? null,
  ingest_id: job.about['ingestId'] ?? null,
  gap_id: job.about['gapId'] ?? null,
  delivery_id: job.about['deliveryId'] ?? null,
  reason: job.reason,
  attempts: job.starts,
  created_at: job.addedAt.toISOString(),
  failed_at: job.failedAt.toISOString(),
});
