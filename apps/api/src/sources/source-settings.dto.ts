import type { NewSource, SourceSettings } from '@app/knowledge';
import { z } from 'zod';

import { text } from '../http/input/text.js';
import { maxPagesLimit } from '../knowledge-base/ingest.dto.js';

const pattern = text({ max: 500 }).regex(
  /^\//,
  'Expected a path pattern such as /products/ or /*/sale$, beginning with /',
);
const patterns = z.array(pattern).max(100);

export const sourceRules = {
  include: patterns
    .describe('Path patterns as in robots.txt; only addresses that match one are read. Empty: all.')
    .meta({ example: ['/products/', '/pages/'] }),
  exclude: patterns
    .describe('Path patterns whose addresses are not read, whatever includes them.')
    .meta({ example: ['/blogs/*/tagged/'] }),
  max_depth: z
    .int()
    .min(0)
    .max(20)
    .nullable()
    .describe('How many links away from the start are followed; null: 20.')
    .meta({ example: 5 }),
  ignore_parameters: z
    .array(text({ max: 100 }))
    .max(100)
    .describe('Query parameters that never tell pages apart; `*` for all.')
    .meta({ example: ['color', 'view'] }),
  keep_parameters: z
    .array(text({ max: 100 }))
    .max(100)
    .describe(
      'Query parameters that tell pages apart on this website although they are left out on others, such as `variant`. They stay whatever `ignore_parameters` says.',
    )
    .meta({ example: ['variant'] }),
  keep_unread_days: z
    .int()
    .min(1)
    .max(3_650)
    .nullable()
    .describe(
      'Days for which a page that gives no text in passing (a wall, an empty shell, 5xx, time-outs) keeps its last version; then it ends with the outcome `expired`. 30 when left out; null: for ever.',
    )
    .meta({ example: 30 }),
};

export const sourceSchedule = z
  .strictObject({
    every_hours: z
      .int()
      .min(1)
      .max(8_760)
      .describe('Hours from one reading to the next.')
      .meta({ example: 24 }),
  })
  .meta({ id: 'SourceSchedule', description: 'How often a source is read by itself.' });

const settings = {
  name: text({ max: 200 })
    .nullable()
    .optional()
    .describe('For people.')
    .meta({ example: 'Main shop' }),
  max_pages: z
    .int()
    .min(1)
    .max(maxPagesLimit)
    .optional()
    .describe('At most this many useful pages are read.')
    .meta({ example: 200 }),
  rules: z
    .strictObject(sourceRules)
    .partial()
    .optional()
    .describe('What of the website is read. Given rules replace all rules before.'),
  schedule: sourceSchedule
    .nullable()
    .optional()
    .describe('How often it is read by itself, at once for the first time; null for never.'),
};

export const CreateSource = z
  .strictObject({
    kind: z
      .enum(['website', 'feed'])
      .describe('What it is: a website, or a product feed in CSV or JSON.')
      .meta({ example: 'website' }),
    url: text({ max: 2_048 })
      .describe('Where the website starts or the feed lies: http or https, on a public host.')
      .meta({ example: 'https://shop.example/' }),
    ...settings,
  })
  .meta({
    id: 'CreateSource',
    description: 'A website or a product feed that the store knows from now on.',
  });
export type CreateSourceDto = z.infer<typeof CreateSource>;

export const UpdateSource = z
  .strictObject(settings)
  .meta({ id: 'UpdateSource', description: 'What changes; the rest stays as it is.' });
export type UpdateSourceDto = z.infer<typeof UpdateSource>;

export const fromUpdateSource = (body: UpdateSourceDto): SourceSettings => ({
  name: body.name,
  maxPages: body.max_pages,
  rules: body.rules && fromRules(body.rules),
  everyHours: body.schedule === null ? null : body.schedule?.every_hours,
});

export const fromCreateSource = ({ url, kind, ...body }: CreateSourceDto): NewSource => ({
  ...fromUpdateSource(body),
  url,
  kind,
});

function fromRules(rules: NonNullable<UpdateSourceDto['rules']>): SourceSettings['rules'] {
  const { include, exclude } = rules;
  const given = {
    include,
    exclude,
    maxDepth: rules.max_depth,
    ignoreParameters: rules.ignore_parameters,
    keepParameters: rules.keep_parameters,
    keepUnreadDays: rules.keep_unread_days,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
