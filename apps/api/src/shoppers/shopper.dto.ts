import type { ShopperExport as Export } from '@app/agent';
import { z } from 'zod';

import { time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

export const ShopperId = text({ max: 200 })
  .describe('Your own name for the shopper, as the conversations were created with.')
  .meta({ example: 'customer-4711' });

export const ShopperExport = z
  .object({
    store_id: uuid('The store.'),
    shopper_id: ShopperId,
    exported_at: time('When it was put together.'),
    tables: z
      .record(z.string(), z.array(z.record(z.string(), z.unknown())))
      .describe(
        'Rows by their kind, the oldest first: conversations, messages, receipts, message_feedback, gap_questions, answer_runs, answer_events, order_codes, shopper_tokens, usage_entries. Hashes of codes and tokens and the text of pages are left out.',
      )
      .meta({ example: { conversations: [{ shopper_id: 'customer-4711', state: 'closed' }] } }),
  })
  .meta({ id: 'ShopperExport', description: 'All that is kept of one shopper.' });
export type ShopperExportDto = z.infer<typeof ShopperExport>;

export const toShopperExportDto = (found: Export): ShopperExportDto => ({
  store_id: found.storeId,
  shopper_id: found.shopperId,
  exported_at: found.exportedAt.toISOString(),
  tables: found.tables,
});
