import { Public } from '@app/tenancy';
import { Body, Controller, Post, Req, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import type { AuditedRequest } from '../audit/request-audit.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import {
  type ShopifyDelivery,
  ShopifyDeliveryOf,
  TakesShopifyWebhooks,
} from './shopify-headers.decorator.js';
import { ShopifySignatureGuard } from './shopify-signature.guard.js';
import {
  ShopifyAnswer,
  type ShopifyAnswerDto,
  ShopifyWebhook,
  type ShopifyWebhookDto,
} from './shopify-webhook.dto.js';
import { ShopifyWebhooks } from './shopify-webhooks.js';

/** Where Shopify sends what the law gives to shoppers and shops. */
@ApiTags('shopify')
@Controller('shopify')
export class ShopifyController {
  constructor(private readonly webhooks: ShopifyWebhooks) {}

  @Post('webhooks')
  @Public('Shopify holds no key: it signs the body')
  @UseGuards(ShopifySignatureGuard)
  @TakesShopifyWebhooks()
  @Returns(200, ShopifyAnswer, 'It was taken, and needs not be sent again.')
  @Operation({
    isPublic: true,
    summary: 'Take a privacy webhook of Shopify',
    description:
      'The address for the three compliance topics of an app. `customers/redact` erases what is kept of the shopper, found by `shopper_id`: the id, `gid://shopify/Customer/<id>`, the email or the phone. `shop/redact` erases the store. `customers/data_request` becomes a privacy request, of which the store is told (`privacy.data_requested`). What is to be erased is written down before the answer, and done by the worker at once. A shop that no store is (`shopify_domain`) is answered 200, with an entry in the audit. Only where SHOPIFY_API_SECRET is set.',
    fails: [
      'BODY_MALFORMED',
      'SHOPIFY_SIGNATURE_REFUSED',
      'SHOPIFY_OFF',
      'TENANCY_MOVE_CONFLICT',
      'INPUT_INVALID',
      'TENANCY_CREDENTIALS_SECRET_MISSING',
      'TENANCY_DATABASE_UNAVAILABLE',
      'TENANCY_STORE_MOVING',
    ],
  })
  receiveShopifyWebhook(
    @Req() request: AuditedRequest,
    @ShopifyDeliveryOf() delivery: ShopifyDelivery,
    @Body({ schema: ShopifyWebhook }) body: ShopifyWebhookDto,
  ): Promise<ShopifyAnswerDto> {
    return this.webhooks.receive(request, delivery, body);
  }
}
