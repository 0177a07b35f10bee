import type { CrawlRules, ListedSource } from '@app/knowledge';
import { noRules, sourceKinds } from '@app/knowledge';
import { z } from 'zod';

import { count, sliceOf, time, uuid } from '../http/input/fields.js';
import { sourceRules, sourceSchedule } from './source-settings.dto.js';

export const SourceId = uuid('The source, as creating or listing sources named it.');

export const Source = z
  .object({
    id: uuid("The source's id."),
    store_id: uuid('The store it belongs to.'),
    kind: z
      .enum(sourceKinds)
      .describe('What it is. The snippets of a store are one source, and so are its files.')
      .meta({ example: 'website' }),
    url: z
      .string()
      .describe(
        'Where the website starts or the feed is fetched; else a name of ours, as `files:`.',
      )
      .meta({ example: 'https://shop.example/' }),
    name: z.string().nullable().describe('For people.').meta({ example: 'Main shop' }),
    max_pages: count('At most this many useful pages are read.', 200),
    rules: z.object(sourceRules).describe('What of the website is read.'),
    schedule: sourceSchedule.nullable().describe('How often it is read by itself; null for never.'),
    next_crawl_at: time('When it is read next by itself; null for never.').nullable(),
    page_count: count('Pages that the live release holds of it.', 72),
    created_at: time('When it was made.'),
    updated_at: time('When it was last changed.'),
  })
  .meta({ id: 'Source', description: 'Where knowledge comes from.' });
export type SourceDto = z.infer<typeof Source>;

export const SourceList = sliceOf('SourceList', Source);

export const toSourceDto = (source: ListedSource): SourceDto => ({
  id: source.id,
  store_id: source.storeId,
  kind: source.kind,
  url: source.url,
  name: source.name,
  max_pages: source.maxPages,
  rules: toRulesDto({ ...noRules, ...source.rules }),
  schedule: source.everyHours === null ? null : { every_hours: source.everyHours },
  next_crawl_at: source.nextCrawlAt?.toISOString() ?? null,
  page_count: source.pageCount,
  created_at: source.createdAt.toISOString(),
  updated_at: source.updatedAt.toISOString(),
});

const toRulesDto = (rules: CrawlRules): SourceDto['rules'] => ({
  include: rules.include,
  exclude: rules.exclude,
  max_depth: rules.maxDepth,
  ignore_parameters: rules.ignoreParameters,
  keep_parameters: rules.keepParameters,
  keep_unread_days: rules.keepUnreadDays,
});
