import type { ImportedStore as Imported, ImportWishes } from '@app/tenancy';
import { z } from 'zod';

import { count, uuid } from '../http/input/fields.js';
import { domain } from '../stores/store-input.dto.js';

const flag = (description: string) =>
  z.enum(['true', 'false']).default('false').describe(description).meta({ example: 'false' });

export const ImportQuery = z.object({
  placement: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'Must be the name of a placement')
    .optional()
    .describe('Where the store is to live; left out, in the shared database.')
    .meta({ example: 'acme' }),
  domain: z
    .union([domain, z.literal('')])
    .optional()
    .describe('Its domain here; empty for none, left out for that of the capsule.')
    .meta({ example: 'shop.example' }),
  without_credentials: flag(
    'Leaves out what is sealed under CREDENTIALS_SECRET; the answer lists what that was.',
  ),
  accept_model: flag('Takes vectors of another embedding model than the one used here.'),
});
export type ImportQueryDto = z.infer<typeof ImportQuery>;

export const ImportedStore = z
  .object({
    store_id: uuid('The store, which keeps its id.'),
    placement: z.string().describe('Where it lives.').meta({ example: 'shared' }),
    tables: z
      .record(z.string(), z.int())
      .describe('Rows by table.')
      .meta({ example: { stores: 1, api_keys: 2, pages: 186, chunks: 912 } }),
    verified: z
      .object({
        tables: count('Tables that were found to be those of the capsule, to the last row.', 34),
        rows: count('Rows of them.', 20_311),
        samples: z
          .record(z.string(), z.int())
          .nullable()
          .describe(
            'Questions that were searched and answered as where it comes from; null under another model.',
          )
          .meta({ example: { search: 5, answers: 3 } }),
      })
      .describe('What was compared before the store was there.'),
    dropped: z
      .array(
        z.object({
          table: z.string().describe('The table.').meta({ example: 'webhooks' }),
          column: z.string().describe('The sealed column.').meta({ example: 'secret' }),
          rows: count('Rows that had something there.', 1),
        }),
      )
      .describe('What was sealed and left out.'),
  })
  .meta({ id: 'ImportedStore', description: 'A store that came out of a capsule.' });

export const toImportWishes = (query: ImportQueryDto): ImportWishes => ({
  placement: query.placement,
  ...(query.domain !== undefined && { domain: query.domain === '' ? null : query.domain }),
  withoutCredentials: query.without_credentials === 'true',
  acceptModel: query.accept_model === 'true',
});

export const toImportedStoreDto = (imported: Imported): z.infer<typeof ImportedStore> => ({
  store_id: imported.storeId,
  placement: imported.placement,
  tables: imported.tables,
  verified: imported.verified,
  dropped: imported.dropped,
});
