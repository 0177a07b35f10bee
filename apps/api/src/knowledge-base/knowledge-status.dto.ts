import type { KnowledgeStatus as Status } from '@app/knowledge';
import { z } from 'zod';

import { count, uuid } from '../http/input/fields.js';
import { IngestDetail, toIngestDetailDto } from './ingest.dto.js';

export const KnowledgeStatus = z
  .object({
    store_id: uuid('The store.'),
    status: z
      .enum(['empty', 'building', 'live', 'held', 'failed'])
      .describe(
        '`building` while an ingest runs; `held` when its result was not good enough to publish; `empty` without a page in the live release.',
      )
      .meta({ example: 'live' }),
    live_release: z
      .int()
      .nullable()
      .describe('The release that answers come from; it stays while the next one is built.')
      .meta({ example: 3 }),
    page_count: count('Pages in the live release.', 172),
    chunk_count: count('Searchable pieces in the live release.', 912),
    last_ingest: IngestDetail.nullable().describe('The newest ingest; null before the first.'),
  })
  .meta({ id: 'KnowledgeStatus', description: 'What a store knows and what is being built.' });
export type KnowledgeStatusDto = z.infer<typeof KnowledgeStatus>;

export const toKnowledgeStatusDto = (status: Status): KnowledgeStatusDto => ({
  store_id: status.storeId,
  status: status.status,
  live_release: status.liveRelease,
  page_count: status.pageCount,
  chunk_count: status.chunkCount,
  last_ingest: status.lastIngest && toIngestDetailDto(status.lastIngest),
});
