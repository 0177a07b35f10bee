import {
  type Ingest as IngestRow,
  ingestKinds,
  type IngestProgress,
  ingestStatuses,
} from '@app/knowledge';
import { z } from 'zod';

import { count, storeIdInBody, time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

/** No shop of ours has more; a typing error must not crawl for a week. */
export const maxPagesLimit = 50_000;

export const IngestId = uuid('The ingest, as starting one or the status named it.');

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
      .describe('At most this many pages are read; 200 when left out.')
      .meta({ example: 200 }),
  })
  .meta({ id: 'StartIngest', description: 'A website to read.' });
export type StartIngestDto = z.infer<typeof StartIngest>;

const ingestFields = {
  ingest_id: uuid("The ingest's id."),
  store_id: uuid('The store it belongs to.'),
  kind: z
    .enum(ingestKinds)
    .describe(
      '`crawl` reads a website, `import` what was given otherwise, `removal` takes a source out, `reindex` cuts and embeds what is live again.',
    )
    .meta({ example: 'crawl' }),
  status: z
    .enum(ingestStatuses)
    .describe(
      'How far it is. `waiting`: until the ingests of the store before it have ended; `live`, `held`, `failed` and `cancelled` are final, but the last two can be resumed.',
    )
    .meta({ example: 'crawling' }),
  url: z
    .string()
    .nullable()
    .describe('Where the website starts, or which source is read; null for a reindex.')
    .meta({ example: 'https://shop.example/' }),
  max_pages: count('At most this many pages are read.', 200),
  release: z
    .int()
    .describe(
      'The release it builds; resumed before it wrote anything, it takes the next number. Where nothing had changed, the one that stays live.',
    )
    .meta({ example: 4 }),
  unchanged: z
    .boolean()
    .describe('It ended well and found nothing changed: no release was made of it.')
    .meta({ example: false }),
  created_at: time('When it was asked for.'),
  started_at: time(
    'When work on it began, less the time before it was resumed; null while it waits.',
  ).nullable(),
  finished_at: time('When it ended; null while it runs.').nullable(),
  error: z
    .object({
      code: z
        .string()
        .describe('Stable name of the reason.')
        .meta({ example: 'KNOWLEDGE_NOTHING_USABLE' }),
      detail: z
        .string()
        .describe('What happened and what to do next.')
        .meta({ example: 'The pages that were read hold no text.' }),
    })
    .nullable()
    .describe('Why it failed, was held, or was cancelled by a rollback; null otherwise.'),
};

export const Ingest = z
  .object(ingestFields)
  .meta({ id: 'Ingest', description: "One run that builds a store's next release." });
export type IngestDto = z.infer<typeof Ingest>;

const IngestPageCounts = z
  .object({
    found: count('Pages found so far; links that were left out are in `outcomes` alone.', 186),
    fetched: count('Pages read from the website, whatever came of it.', 180),
    indexed: count('Pages whose text is new or changed.', 172),
    unchanged: count('Pages whose text is as it was.', 0),
    duplicate: count('Pages that repeat another; also addresses that another is read for.', 6),
    failed: count('Pages that gave no text, for a reason that `outcomes` names.', 2),
    skipped: count('Pages left out on purpose: robots.txt, noindex, another site.', 4),
    waiting: count('Pages not read yet.', 2),
    outcomes: z
      .record(z.string(), z.int())
      .describe('Pages by how each ended.')
      .meta({ example: { indexed: 172, duplicate: 6, http_error: 2 } }),
  })
  .meta({ id: 'IngestPageCounts', description: 'Real counts, computed from the pages.' });

export const IngestDetail = z
  .object({
    ...ingestFields,
    pages: IngestPageCounts,
    queue_position: z
      .int()
      .nullable()
      .describe('What comes before it while it waits to start; null once it runs.')
      .meta({ example: null }),
    eta_seconds: z
      .int()
      .nullable()
      .describe(
        'Seconds left at the pace so far and with the pauses that the site asks for; null while nothing tells.',
      )
      .meta({ example: 40 }),
  })
  .meta({ id: 'IngestDetail', description: 'An ingest and how far it is.' });
export type IngestDetailDto = z.infer<typeof IngestDetail>;

export const fromStartIngest = ({ url, max_pages }: StartIngestDto, idempotencyKey?: string) => ({
  url,
  maxPages: max_pages,
  idempotencyKey,
});

export const toIngestDto = (ingest: IngestRow): IngestDto => ({
  ingest_id: ingest.id,
  store_id: ingest.storeId,
  kind: ingest.kind,
  status: ingest.status,
  url: ingest.url,
  max_pages: ingest.maxPages,
  release: ingest.keptRelease ?? ingest.releaseNumber,
  unchanged: ingest.keptRelease !== null,
  created_at: ingest.createdAt.toISOString(),
  started_at: ingest.startedAt?.toISOString() ?? null,
  finished_at: ingest.finishedAt?.toISOString() ?? null,
  error: ingest.errorCode ? { code: ingest.errorCode, detail: ingest.errorDetail ?? '' } : null,
});

export const toIngestDetailDto = (progress: IngestProgress): IngestDetailDto => ({
  ...toIngestDto(progress.ingest),
  pages: progress.pages,
  queue_position: progress.queuePosition,
  eta_seconds: progress.etaSeconds,
});
