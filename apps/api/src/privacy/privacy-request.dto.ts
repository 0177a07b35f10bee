import type { ListedRequest, ShopperExport as Export } from '@app/agent';
import { z } from 'zod';

import { sliceOf, time, uuid } from '../http/input/fields.js';
import { ShopperExport, toShopperExportDto } from '../shoppers/shopper.dto.js';

export const PrivacyRequestId = uuid('The privacy request, as the list of them shows it.');

export const PrivacyRequest = z
  .object({
    id: uuid('The request.'),
    store_id: uuid('The store.'),
    data_request_id: z
      .string()
      .nullable()
      .describe('What Shopify calls it; null where it did not say.')
      .meta({ example: '9999' }),
    received_at: time('When it came.'),
    due_at: time('Until when the shopper is to have the data: 30 days after.'),
    fulfilled_at: time('When the data was first exported; null before.').nullable(),
  })
  .meta({
    id: 'PrivacyRequest',
    description: 'A shopper wants to be shown what is kept. Of whom it tells only in its export.',
  });

export const PrivacyRequestList = sliceOf('PrivacyRequestList', PrivacyRequest);

export const PrivacyExport = z
  .object({
    shoppers: z
      .array(ShopperExport)
      .describe(
        'What is kept under each name that the shopper has here; empty where nothing is kept.',
      ),
  })
  .meta({ id: 'PrivacyExport', description: 'What a shopper asked to be shown.' });
export type PrivacyExportDto = z.infer<typeof PrivacyExport>;

export const toPrivacyRequestDto = (request: ListedRequest): z.infer<typeof PrivacyRequest> => ({
  id: request.id,
  store_id: request.storeId,
  data_request_id: request.dataRequestId,
  received_at: request.createdAt.toISOString(),
  due_at: request.dueAt.toISOString(),
  fulfilled_at: request.fulfilledAt?.toISOString() ?? null,
});

export const toPrivacyExportDto = (shoppers: readonly Export[]): PrivacyExportDto => ({
  shoppers: shoppers.map(toShopperExportDto),
});
