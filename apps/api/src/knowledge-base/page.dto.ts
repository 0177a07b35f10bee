import {
  type ListedPage,
  type PageDetail as PageRow,
  pageKinds,
  pageOutcomes,
} from '@app/knowledge';
import { z } from 'zod';

import { listQuery, sliceOf, time, uuid } from '../http/input/fields.js';
import { Product, toProductDto } from './product.dto.js';

const outcome = z.enum(pageOutcomes);

export const PageId = uuid(
  'The page, as a search (`page_id`) or the list of pages (`id` or `page_id`) named it.',
);
export const pageKind = z.enum(pageKinds);

export const PagesQuery = z.object({
  ingest_id: uuid('The ingest whose pages are listed; left out, the last one.').optional(),
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
      .describe(
        'The page whose text it repeats, that it redirects to, or that is read in its place.',
      )
      .meta({ example: null }),
    page_id: uuid('The text that it gave; null where it gave none.').nullable(),
    kind: pageKind
      .nullable()
      .describe('What the page is for; null where it gave no text.')
      .meta({ example: 'policy' }),
    fetched_at: time('When it was read; null while it was not.').nullable(),
  })
  .meta({ id: 'Page', description: 'One address of the last ingest and how reading it ended.' });
export type PageDto = z.infer<typeof Page>;

export const PageList = sliceOf('PageList', Page);

export const toPageDto = (page: ListedPage): PageDto => ({
  id: page.id,
  url: page.url,
  title: page.title,
  outcome: page.outcome,
  http_status: page.httpStatus,
  detail: page.detail,
  duplicate_of: page.duplicateOf,
  page_id: page.pageId,
  kind: page.kind,
  fetched_at: page.fetchedAt?.toISOString() ?? null,
});

export const PageDetail = z
  .object({
    page_id: uuid('The version of the page.'),
    source_id: uuid('The source it was read from.'),
    url: z.string().describe('Its address.').meta({ example: 'https://shop.example/pages/care' }),
    title: z.string().describe('Its title.').meta({ example: 'Care instructions' }),
    description: z
      .string()
      .nullable()
      .describe('What it says about itself.')
      .meta({ example: 'How to wash and dry our linen.' }),
    language: z
      .string()
      .nullable()
      .describe('BCP 47, as the page declares it.')
      .meta({ example: 'en' }),
    kind: pageKind.describe('What it is for.').meta({ example: 'page' }),
    products: z.array(Product).describe('What it sells, or what it lists; empty on other pages.'),
    markdown: z
      .string()
      .describe('Its cleaned text as Markdown.')
      .meta({ example: '# Care\n\nMachine wash at 40 °C.' }),
    content_hash: z
      .string()
      .describe('SHA-256 of title, text and products: the same hash is the same page.')
      .meta({ example: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef' }),
    born_release: z
      .int()
      .nullable()
      .describe('The release that it appeared in; null while an answer has quoted it before one.')
      .meta({ example: 3 }),
    died_release: z
      .int()
      .nullable()
      .describe('The release in which it was gone or changed; null while it stands.')
      .meta({ example: null }),
    fetched_at: time('When it was last read.'),
  })
  .meta({ id: 'PageDetail', description: 'One version of a page with its text and its facts.' });
export type PageDetailDto = z.infer<typeof PageDetail>;

export const toPageDetailDto = (page: PageRow): PageDetailDto => ({
  page_id: page.id,
  source_id: page.sourceId,
  url: page.url,
  title: page.title,
  description: page.description,
  language: page.language,
  kind: page.kind,
  products: page.products.map(toProductDto),
  markdown: page.markdown,
  content_hash: page.contentHash,
  born_release: page.bornRelease,
  died_release: page.diedRelease,
  fetched_at: page.fetchedAt.toISOString(),
});
