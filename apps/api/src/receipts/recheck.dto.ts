import type { RecheckNote } from '@app/agent';
import { z } from 'zod';

import { count, uuid } from '../http/input/fields.js';

export const Recheck = z
  .object({
    url: z
      .string()
      .describe('The page that was asked for.')
      .meta({ example: 'https://shop.example/products/linen-pillow' }),
    outcome: z
      .enum(['unchanged', 'changed', 'gone', 'failed'])
      .describe(
        '`changed`: answered from its new text, `gone`: left out, `failed`: answered from what was kept.',
      )
      .meta({ example: 'changed' }),
    failure: z
      .string()
      .nullable()
      .describe('Why its site was not heard this time; null where it was.')
      .meta({ example: null }),
    page_id: uuid('The new text; null where the release has the text of the answer.').nullable(),
    content_hash: z
      .string()
      .nullable()
      .describe('SHA-256 of the new text with its title and products.')
      .meta({ example: null }),
    took_ms: count('Milliseconds the shopper waited for it.', 180),
  })
  .meta({ id: 'PageRecheck', description: 'A page that was asked for since it was too old.' });

export const toRecheckDto = (recheck: RecheckNote | null): z.infer<typeof Recheck> | null =>
  recheck && {
    url: recheck.url,
    outcome: recheck.outcome,
    failure: recheck.failure,
    page_id: recheck.fresh?.pageId ?? null,
    content_hash: recheck.fresh?.contentHash ?? null,
    took_ms: recheck.tookMs,
  };
