import { z } from 'zod';

import { shopDomain } from '../http/input/shop-domain.js';
import { text } from '../http/input/text.js';

/** Shopify sends numbers; text keeps one that no double holds. */
const shopifyId = z
  .union([z.int().min(0), z.string().regex(/^\d{1,20}$/, 'Must be decimal digits')])
  .transform(String);

/** Shopify leaves out what it does not know, or sends it empty. */
const known = (max: number) =>
  z
    .union([z.literal(''), text({ max })])
    .nullable()
    .optional();

const customer = z
  .looseObject({
    id: shopifyId.nullable().optional(),
    email: known(320),
    phone: known(100),
  })
  .refine(({ id, email, phone }) => Boolean(id ?? (email || phone)), 'Must name somebody');

export const ShopifyWebhook = z
  .looseObject({
    shop_domain: shopDomain.describe('The shop, which is the store whose `shopify_domain` it is.'),
    customer: customer
      .optional()
      .describe('The shopper, by id, email or phone: in the topics of customers.')
      .meta({ example: { id: 191167, email: 'ana@shop.example', phone: '+4915112345678' } }),
    orders_to_redact: z
      .array(z.unknown())
      .optional()
      .describe('Orders of a shopper who is to be erased; no orders are kept here.')
      .meta({ example: [299938] }),
    data_request: z
      .looseObject({ id: shopifyId })
      .optional()
      .describe('The request of a shopper who wants to be shown what is kept.')
      .meta({ example: { id: 9999 } }),
  })
  .meta({
    id: 'ShopifyWebhook',
    description: 'What Shopify sends; what is not described here is passed over.',
  });
export type ShopifyWebhookDto = z.infer<typeof ShopifyWebhook>;

export const webhookOutcomes = ['taken', 'shop_unknown'] as const;

export const ShopifyAnswer = z
  .object({
    outcome: z
      .enum(webhookOutcomes)
      .describe(
        '`taken`: it is done, or written down and will be; `shop_unknown`: no store is that shop.',
      )
      .meta({ example: 'taken' }),
  })
  .meta({ id: 'ShopifyAnswer', description: 'That a webhook needs not be sent again.' });
export type ShopifyAnswerDto = z.infer<typeof ShopifyAnswer>;
