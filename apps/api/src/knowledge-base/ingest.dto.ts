import {
  type Ingest as IngestRow,
  type IngestProgress,
  ingestStatuses,
  type KnowledgeStatus as Status,
} from '@app/knowledge';
import { z } from 'zod';

import { count, storeIdInBody, time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

/** No shop of ours has more; a typing error must not crawl for a week. */
const maxPagesLimit = 50_000;

export const IngestId = uuid("The ingest's id.");

export const StartIngest = z
  .strictObject({
    store_id: storeIdInBody,
    url: text({ max: 2_048 })
      .describe('Where the website starts: an http or https address of a public host.')
      .meta({ example: 'https://shop.example/' }),
    max_pages: z
      .int()
      .min(1)
      .max(maxPagesLimit)
      .optional()
      .describe('At most this many pages are read.')
      .meta({ example: 200 }),
  })
  .meta({ id: 'StartIngest', description: 'A website to read.' });
export type StartIngestDto = z.infer<typeof StartIngest>;

const Problem = z
  .object({
    code: z.string().describe('Stable code.').meta({ example: 'KNOWLEDGE_SITE_UNREACHABLE' }),
    detail: z
      .string()
      .describe('What happened and what to do.')
      .meta({ example: 'https://shop.example/ does not answer; check the address and retry.' }),
  })
  .nullable()
  .describe('Why it failed; null otherwise.')
  .meta({ example: null });

export const Ingest = z
  .object({
    ingest_id: uuid('The ingest.'),
    store_id: uuid('Its store.'),
    kind: z
      .enum(['crawl', 'reindex'])
      .describe('Whether it reads the website or cuts what is there again.')
      .meta({ example: 'crawl' }),
    url: z
      .string()
      .nullable()
      .describe('Where it started; null for a re-index.')
      .meta({ example: 'https://shop.example/' }),
    max_pages: count('The cap on pages.', 200),
    status: z
      .enum(ingestStatuses)
      .describe('`live` once its release is published.')
      .meta({ example: 'queued' }),
    release: count('The number of the release it builds.', 1),
    error: Problem,
    created_at: time('When it was asked for.'),
    started_at: time('When a worker took it up; null before.').nullable(),
    finished_at: time('When it ended; null before.').nullable(),
  })
  .meta({ id: 'Ingest', description: 'One run that builds the next release.' });
export type IngestDto = z.infer<typeof Ingest>;

const Pages = z
  .object({
    found: count('URLs found so far.', 186),
    fetched: count('URLs read, whatever came of it.', 120),
    indexed: count('Pages with new or changed text.', 110),
    unchanged: count('Pages whose text is as before.', 0),
    duplicate: count('Pages that repeat another.', 8),
    failed: count('URLs that gave no text.', 2),
    skipped: count('URLs left out on purpose.', 0),
    waiting: count('URLs not read yet.', 66),
    outcomes: z
      .record(z.string(), z.int())
      .describe('How many URLs ended how.')
      .meta({ example: { indexed: 110, duplicate: 8, http_error: 2 } }),
  })
  .describe('Real counts of its URLs.');

export const IngestDetail = Ingest.extend({
  pages: Pages,
  queue_position: z
    .int()
    .nullable()
    .describe('Jobs before it while it waits, else null.')
    .meta({ example: 0 }),
  eta_seconds: z
    .int()
    .nullable()
    .describe('Estimated seconds left; null while unknown.')
    .meta({ example: 12 }),
}).meta({ id: 'IngestDetail', description: 'An ingest with its progress.' });
export type IngestDetailDto = z.infer<typeof IngestDetail>;

export const KnowledgeStatus = z
  .object({
    store_id: uuid('The store.'),
    status: z
      .enum(['empty', 'building', 'live', 'held', 'failed'])
      .describe('`building` while an ingest runs; the live release serves meanwhile.')
      .meta({ example: 'live' }),
    live_release: z
      .int()
      .nullable()
      .describe('The release that answers come from.')
      .meta({ example: 1 }),
    page_count: count('Pages of the live release.', 118),
    chunk_count: count('Chunks of the live release.', 640),
    last_ingest: IngestDetail.nullable().describe('The newest ingest.'),
  })
  .meta({ id: 'KnowledgeStatus', description: "What a store's agent knows." });
export type KnowledgeStatusDto = z.infer<typeof KnowledgeStatus>;

export const toIngestDto = (ingest: IngestRow): IngestDto => ({
  ingest_id: ingest.id,
  store_id: ingest.storeId,
  kind: ingest.kind,
  url: ingest.url,
  max_pages: ingest.maxPages,
  status: ingest.status,
  release: ingest.releaseNumber,
  error: ingest.errorCode ? { code: ingest.errorCode, detail: ingest.errorDetail ?? '' } : null,
  created_at: ingest.createdAt.toISOString(),
  started_at: ingest.startedAt?.toISOString() ?? null,
  finished_at: ingest.finishedAt?.toISOString() ?? null,
});

export const toIngestDetailDto = (progress: IngestProgress): IngestDetailDto => ({
  ...toIngestDto(progress.ingest),
  pages: progress.pages,
  queue_position: progress.queuePosition,
  eta_seconds: progress.etaSeconds,
});

export const toKnowledgeStatusDto = (status: Status): KnowledgeStatusDto => ({
  store_id: status.storeId,
  status: status.status,
  live_release: status.liveRelease,
  page_count: status.pageCount,
  chunk_count: status.chunkCount,
  last_ingest: status.lastIngest && toIngestDetailDto(status.lastIngest),
});
