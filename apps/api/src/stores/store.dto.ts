import {
  allKeyScopes,
  type Erasure as KeptErasure,
  placeOfTable,
  type Principal,
  type ShownStore,
} from '@app/tenancy';
import { z } from 'zod';

import { Erasure, toErasureDto } from '../erasures/erasure.dto.js';
import { listQuery, sliceOf, time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

export const Store = z
  .object({
    id: uuid("The store's id."),
    name: z.string().describe('What people call the store.').meta({ example: 'Pillow Store' }),
    domain: z
      .string()
      .nullable()
      .describe('Host name of the storefront.')
      .meta({ example: 'shop.example' }),
    platform: z
      .string()
      .nullable()
      .describe('The shop system it runs on.')
      .meta({ example: 'shopify' }),
    shopify_domain: z
      .string()
      .nullable()
      .describe('The shop that it is at Shopify.')
      .meta({ example: 'pillow-store.myshopify.com' }),
    is_active: z
      .boolean()
      .describe('False while the store is switched off.')
      .meta({ example: true }),
    settings: z
      .record(z.string(), z.unknown())
      .describe('Settings of the store, as they were given.')
      .meta({ example: { locale: 'en' } }),
    live_release: z
      .int()
      .nullable()
      .describe('The version of its knowledge that answers come from; null while there is none.')
      .meta({ example: 3 }),
    placement: z
      .string()
      .describe('The database it lives in: `shared`, or a dedicated one.')
      .meta({ example: 'shared' }),
    created_at: time('When it was created.'),
    updated_at: time('When it was last changed.'),
  })
  .meta({ id: 'Store', description: 'A store: one tenant of this deployment.' });
export type StoreDto = z.infer<typeof Store>;

export const OwnStore = Store.extend({
  key_scopes: z
    .array(z.enum(allKeyScopes))
    .nullable()
    .describe('What the key that asks may do; null for an admin key, which may do everything.')
    .meta({ example: ['settings', 'knowledge:read'] }),
}).meta({ id: 'OwnStore', description: 'The store of a key, and what the key may do in it.' });
export type OwnStoreDto = z.infer<typeof OwnStore>;

export const StoreList = sliceOf('StoreList', Store);

export const StoresQuery = z.object({
  ...listQuery,
  search: text({ max: 100 })
    .optional()
    .describe('Only stores whose name or domain contains this, in upper or lower case.')
    .meta({ example: 'pillow' }),
});
export type StoresQueryDto = z.infer<typeof StoresQuery>;

export const StoreReceipt = z
  .object({
    store_id: uuid('The store that was erased.'),
    erased_at: time('When it was erased; where something is left, when it was asked for.'),
    tables: z
      .record(z.string(), z.int())
      .describe('Rows erased per table.')
      .meta({ example: { pages: 186, chunks: 912, stores: 1 } }),
    erasure: Erasure.describe('The receipt, with all that was searched.'),
  })
  .meta({ id: 'StoreReceipt', description: 'Proof of what was erased with a store.' });
export type StoreReceiptDto = z.infer<typeof StoreReceipt>;

export const toStoreDto = (store: ShownStore): StoreDto => ({
  id: store.id,
  name: store.name,
  domain: store.domain,
  platform: store.platform,
  shopify_domain: store.shopifyDomain,
  is_active: store.isActive,
  settings: store.settings,
  live_release: store.liveRelease,
  placement: store.placement,
  created_at: store.createdAt.toISOString(),
  updated_at: store.updatedAt.toISOString(),
});

export const toOwnStoreDto = (store: ShownStore, principal: Principal): OwnStoreDto => ({
  ...toStoreDto(store),
  key_scopes: principal.kind === 'admin' ? null : [...principal.scopes],
});

const tablePrefix = placeOfTable('');

export const toStoreReceiptDto = (erasure: KeptErasure): StoreReceiptDto => ({
  store_id: erasure.storeId,
  erased_at: (erasure.finishedAt ?? erasure.startedAt).toISOString(),
  tables: Object.fromEntries(
    erasure.places
      .filter(({ place }) => place.startsWith(tablePrefix))
      .map(({ place, erased }) => [place.slice(tablePrefix.length), erased]),
  ),
  erasure: toErasureDto(erasure),
});
