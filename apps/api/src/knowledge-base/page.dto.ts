import { type IngestPage, pageOutcomes } from '@app/knowledge';
import { z } from 'zod';

import { listQuery, sliceOf, time, uuid } from '../http/input/fields.js';

export const PagesQuery = z.object({
  ...listQuery,
  outcome: z
    .enum(pageOutcomes)
    .optional()
    .describe('Only URLs that ended so.')
    .meta({ example: 'http_error' }),
});
export type PagesQueryDto = z.infer<typeof PagesQuery>;

export const Page = z
  .object({
    id: uuid('The URL in its ingest.'),
    url: z.string().describe('Its address.').meta({ example: 'https://shop.example/returns' }),
    title: z.string().nullable().describe('Its title.').meta({ example: 'Returns' }),
    outcome: z
      .enum(pageOutcomes)
      .nullable()
      .describe('How reading it ended; null while it waits.')
      .meta({ example: 'indexed' }),
    detail: z.string().nullable().describe('More about the outcome.').meta({ example: null }),
    http_status: z.int().nullable().describe('What the site answered.').meta({ example: 200 }),
    fetched_at: time('When it was read; null while it waits.').nullable(),
  })
  .meta({ id: 'Page', description: 'A URL of the newest ingest and how reading it ended.' });
export type PageDto = z.infer<typeof Page>;

export const PageList = sliceOf('PageList', Page);

export const toPageDto = (page: IngestPage): PageDto => ({
  id: page.id,
  url: page.url,
  title: page.title,
  outcome: page.outcome,
  detail: page.detail,
  http_status: page.httpStatus,
  fetched_at: page.fetchedAt?.toISOString() ?? null,
});
