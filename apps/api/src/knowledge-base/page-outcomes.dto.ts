import { type OutcomeGroup, pageOutcomes } from '@app/knowledge';
import { z } from 'zod';

import { count } from '../http/input/fields.js';

const PageExample = z
  .object({
    url: z.string().describe('Its address.').meta({ example: 'https://shop.example/old-care' }),
    duplicate_of: z
      .string()
      .nullable()
      .describe('The page that it folds into or redirects to; else null.')
      .meta({ example: 'https://shop.example/pages/care' }),
    detail: z
      .string()
      .nullable()
      .describe('What a person needs to understand the outcome.')
      .meta({ example: 'same text as https://shop.example/pages/care' }),
  })
  .meta({ id: 'PageExample', description: 'One address that ended so.' });

const OutcomeCount = z
  .object({
    outcome: z
      .enum(pageOutcomes)
      .describe('How reading these pages ended.')
      .meta({ example: 'duplicate' }),
    http_status: z
      .int()
      .nullable()
      .describe('What the server answered, for `http_error`: 404 and 410 are gone. Null otherwise.')
      .meta({ example: null }),
    reason: z
      .string()
      .nullable()
      .describe(
        'Why these links of the site were left out, for `left_out`, of which at most 1,000 are noted. Null otherwise.',
      )
      .meta({ example: null }),
    count: count('How many pages ended so.', 6),
    examples: z.array(PageExample).describe('The first of them that were found, at most five.'),
  })
  .meta({ id: 'OutcomeCount', description: 'The pages of an ingest that ended alike.' });

export const PageOutcomes = z
  .object({
    outcomes: z
      .array(OutcomeCount)
      .describe('The most frequent first; pages that still wait are in none.'),
  })
  .meta({ id: 'PageOutcomes', description: 'How reading the pages of an ingest ended.' });
export type PageOutcomesDto = z.infer<typeof PageOutcomes>;

export const toPageOutcomesDto = (groups: readonly OutcomeGroup[]): PageOutcomesDto => ({
  outcomes: groups.map(({ outcome, httpStatus, reason, count: pages, examples }) => ({
    outcome,
    http_status: httpStatus,
    reason,
    count: pages,
    examples: examples.map(({ url, duplicateOf, detail }) => ({
      url,
      duplicate_of: duplicateOf,
      detail,
    })),
  })),
});
