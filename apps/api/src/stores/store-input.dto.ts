import { ReleaseSettings } from '@app/knowledge';
import { z } from 'zod';

import { uuid } from '../http/input/fields.js';
import { shopDomain } from '../http/input/shop-domain.js';
import { freeObject, storableJson, text } from '../http/input/text.js';
import { placementName } from '../placements/move.dto.js';

const hostName =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const name = text({ max: 200 })
  .describe('What people call the store.')
  .meta({ example: 'Pillow Store' });
export const domain = z
  .string()
  .toLowerCase()
  .regex(
    hostName,
    'Must be a host name such as shop.example, without scheme, port or path; international names in their xn-- form',
  )
  .describe(
    "Host name of the storefront; widget traffic from it and its subdomains is this store's.",
  )
  .meta({ example: 'shop.example' });
const platform = text({ max: 100 })
  .describe('The shop system it runs on, for people.')
  .meta({ example: 'shopify' });
const shopifyDomain = shopDomain.describe(
  'The shop that it is at Shopify, whose privacy webhooks are then about this store.',
);
const settings = z
  .looseObject({ releases: ReleaseSettings.optional() })
  .check(storableJson(32_768))
  .describe('Settings of the store; what is not named here is your own and kept as it is.')
  .meta({ example: { locale: 'en', releases: { kept: 3, max_lost_share: 0.5 } } });
const apiCredentials = freeObject({ maxBytes: 16_384 })
  .describe('Credentials for the shop system; encrypted at rest and never returned.')
  .meta({ example: { access_token: 'shpat_…' } });

export const CreateStore = z
  .strictObject({
    id: uuid('An id of your own choice; left out, the store gets a new one.').optional(),
    name,
    domain: domain.optional(),
    platform: platform.optional(),
    shopify_domain: shopifyDomain.optional(),
    settings: settings.optional(),
    api_credentials: apiCredentials.optional(),
    placement: placementName.optional(),
  })
  .meta({ id: 'CreateStore', description: 'A new store.' });
export type CreateStoreDto = z.infer<typeof CreateStore>;

export const UpdateStore = z
  .strictObject({
    name: name.optional(),
    domain: domain.nullable().optional(),
    platform: platform.nullable().optional(),
    shopify_domain: shopifyDomain.nullable().optional(),
    is_active: z
      .boolean()
      .optional()
      .describe('False switches the store off: its keys are refused and its jobs do not run.')
      .meta({ example: true }),
    settings: settings.optional(),
    api_credentials: apiCredentials.optional(),
  })
  .meta({ id: 'UpdateStore', description: 'Changes to a store; what is left out stays as it is.' });
export type UpdateStoreDto = z.infer<typeof UpdateStore>;

export const fromCreateStore = ({ api_credentials, shopify_domain, ...store }: CreateStoreDto) => ({
  ...store,
  shopifyDomain: shopify_domain,
  apiCredentials: api_credentials,
});

/** Leaves out what was left out: an `undefined` would read as a change. */
export const fromUpdateStore = ({
  api_credentials,
  is_active,
  shopify_domain,
  ...changes
}: UpdateStoreDto) => ({
  ...changes,
  ...(shopify_domain !== undefined && { shopifyDomain: shopify_domain }),
  ...(is_active !== undefined && { isActive: is_active }),
  ...(api_credentials && { apiCredentials: api_credentials }),
});
