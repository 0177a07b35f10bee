import { type IngestPage, pageOutcomes } from '@app/knowledge';
import { z } from 'zod';

import { listQuery, sliceOf, time, uuid } from '../http/input/fields.js';

const outcome = z.enum(pageOutcomes);

export const PagesQuery = z.object({
  outcome: outcome.optional().describe('Only pages that ended so.').meta({ example: 'http_error' }),
  ...listQuery,
});
export type PagesQueryDto = z.infer<typeof PagesQuery>;

export const Page = z
  .object({
    id: uuid("The page's id in its ingest."),
    url: z.string().describe('Its address.').meta({ example: 'https://shop.example/pages/care' }),
    title: z
      .string()
      .nullable()
      .describe('Its title; null where it has none or was not read.')
      .meta({ example: 'Care instructions' }),
    outcome: outcome
      .nullable()
      .describe('How reading it ended; null while it waits.')
      .meta({ example: 'indexed' }),
    http_status: z
      .int()
      .nullable()
      .describe('What its server answered; null where it did not.')
      .meta({ example: 200 }),
    detail: z
      .string()
      .nullable()
      .describe('What a person needs to understand the outcome.')
      .meta({ example: null }),
    duplicate_of: z
      .string()
      .nullable()
      .describe('The page whose text it repeats.')
      .meta({ example: null }),
    fetched_at: time('When it was read; null while it was not.').nullable(),
  })
  .meta({ id: 'Page', description: 'One address of the last ingest and how reading it ended.' });
export type PageDto = z.infer<typeof Page>;

export const PageList = sliceOf('PageList', Page);

export const toPageDto = (page: IngestPage): PageDto => ({
  id: page.id,
  url: page.url,
  title: page.title,
  outcome: page.outcome,
  http_status: page.httpStatus,
  detail: page.detail,
  duplicate_of: page.duplicateOf,
  fetched_at: page.fetchedAt?.toISOString() ?? null,
});
