import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { inputInvalid } from '../http/problems/http.errors.js';

export const shopifyTopics = ['customers/data_request', 'customers/redact', 'shop/redact'] as const;
export type ShopifyTopic = (typeof shopifyTopics)[number];

/** What Shopify says of a delivery beside its body. The signature is of the body alone, so nothing is believed for these. */
export interface ShopifyDelivery {
  topic: ShopifyTopic;
  /** The same at each attempt. */
  webhookId: string;
}

const idShape = /^[\x21-\x7e]{1,200}$/;

export const ShopifyDeliveryOf = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ShopifyDelivery => {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const topic = shopifyTopics.find((one) => one === headers['x-shopify-topic']);
    const webhookId = headers['x-shopify-webhook-id'];
    if (topic === undefined)
      throw wrong('X-Shopify-Topic', `Must be ${shopifyTopics.join(' or ')}`);
    if (typeof webhookId !== 'string' || !idShape.test(webhookId)) {
      throw wrong('X-Shopify-Webhook-Id', 'Must be 1 to 200 visible ASCII characters');
    }
    return { topic, webhookId };
  },
);

const wrong = (field: string, message: string) => inputInvalid([{ in: 'header', field, message }]);

const header = (name: string, description: string, example: string) =>
  ApiHeader({ name, required: true, description, schema: { type: 'string', example } });

/** A route whose body comes as the bytes that were signed, for its guard to read. */
export const TakesShopifyWebhooks = () =>
  applyDecorators(
    RouteConfig({ takesSignedBody: true }),
    header(
      'X-Shopify-Hmac-Sha256',
      'HMAC-SHA-256 of the body under the client secret of the app, in base64.',
      'XWmrwMey6OsLMeiZKwP4FppHH3cmAiiJJAweH5Jo4bM=',
    ),
    header('X-Shopify-Topic', `One of ${shopifyTopics.join(', ')}.`, 'customers/redact'),
    header(
      'X-Shopify-Webhook-Id',
      'The delivery, the same at each attempt: what was taken once is not done again.',
      'b54557e4-8d5a-4f0e-b5d8-3b1e2d4f6a7c',
    ),
  );
