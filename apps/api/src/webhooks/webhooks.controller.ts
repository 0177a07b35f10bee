import { StoreWebhooks, WebhookSettings } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns, ReturnsNothing } from '../http/openapi/returns.decorator.js';
import { StoreInPath } from '../http/openapi/store-id.decorators.js';
import {
  DeliveryId,
  NewWebhook,
  type NewWebhookDto,
  PutWebhook,
  type PutWebhookDto,
  toDeliveryDto,
  toNewWebhookDto,
  toWebhookDto,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryList,
  type WebhookDto,
} from './webhook.dto.js';

const missing = ['AGENT_WEBHOOK_NOT_FOUND'] as const;

/** Where a store is told of events, and what came of each telling. */
@ApiTags('webhooks')
@Controller('stores/:store_id/webhook')
export class WebhooksController {
  constructor(
    private readonly settings: WebhookSettings,
    private readonly webhooks: StoreWebhooks,
  ) {}

  @Put()
  @StoreInPath()
  @Returns(200, NewWebhook, 'The webhook; with its secret the first time.')
  @Operation({
    needs: 'settings',
    summary: 'Put the webhook',
    description:
      'Says where events are sent: as JSON `{type, timestamp, data}`, signed as the Standard Webhooks specification has it (`webhook-id`, `webhook-timestamp`, `webhook-signature`). A call that is not answered 2xx within 15 s is repeated seven times over 18 hours; 410 ends it. `conversation.handed_off`: a person is wanted; `message.received`: the shopper wrote while one is wanted or has the conversation (both carry the conversation with its messages); `gap.answered`: questions nobody answered are answered now; `budget.alert`: a share of the budget is spent; `privacy.data_requested`: a shopper wants to be shown what is kept (carries the privacy request, not whose it is).',
    fails: ['INPUT_INVALID', 'AGENT_WEBHOOK_URL_REFUSED', 'TENANCY_CREDENTIALS_SECRET_MISSING'],
  })
  async putWebhook(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: PutWebhook }) { url }: PutWebhookDto,
  ): Promise<NewWebhookDto> {
    return toNewWebhookDto(await this.settings.put(scope, url));
  }

  @Get()
  @StoreInPath()
  @Returns(200, Webhook, 'The webhook.')
  @Operation({
    needs: 'settings',
    summary: 'Get the webhook',
    description: 'Where events are sent; without the secret.',
    fails: missing,
  })
  async getWebhook(@CurrentStore() scope: StoreScope): Promise<WebhookDto> {
    return toWebhookDto(await this.settings.get(scope));
  }

  @Delete()
  @StoreInPath()
  @ReturnsNothing('The store is told of nothing any more; what was not delivered is given up.')
  @Operation({
    needs: 'settings',
    summary: 'Remove the webhook',
    description: 'Ends the sending of events, and forgets address and secret.',
    fails: missing,
  })
  async removeWebhook(@CurrentStore() scope: StoreScope): Promise<void> {
    await this.settings.remove(scope);
  }

  @Post('secret')
  @StoreInPath()
  @Returns(201, NewWebhook, 'The webhook with its new secret.')
  @Operation({
    needs: 'settings',
    summary: 'Rotate the secret',
    description:
      'Makes a new secret, which counts from the next call on. For 24 hours calls carry two signatures, by the new secret and by the one before, of which a receiver needs to know one.',
    fails: [...missing, 'TENANCY_CREDENTIALS_SECRET_MISSING'],
  })
  async rotateWebhookSecret(@CurrentStore() scope: StoreScope): Promise<NewWebhookDto> {
    return toNewWebhookDto(await this.settings.rotateSecret(scope));
  }

  @Get('deliveries')
  @StoreInPath()
  @Returns(200, WebhookDeliveryList, 'A slice of the deliveries, newest first.')
  @Operation({
    needs: 'settings',
    summary: 'List deliveries',
    description: 'Every event that was sent or is being sent, with what came of its last attempt.',
    fails: ['INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listWebhookDeliveries(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ListQuery }) query: ListQueryDto,
  ) {
    return toSliceDto(await this.webhooks.list(scope, query), toDeliveryDto);
  }

  @Post('deliveries/:delivery_id/redeliver')
  @StoreInPath()
  @Returns(202, WebhookDelivery, 'The delivery, waiting for its next attempt.')
  @Operation({
    needs: 'settings',
    summary: 'Deliver again',
    description:
      'Tells the store once more of an event that arrived or was given up, at once, under the same `webhook-id`.',
    fails: ['INPUT_INVALID', 'AGENT_DELIVERY_NOT_FOUND', 'AGENT_DELIVERY_PENDING'],
  })
  async redeliverWebhook(
    @CurrentStore() scope: StoreScope,
    @Param('delivery_id', { schema: DeliveryId }) id: string,
  ) {
    return toDeliveryDto(await this.webhooks.redeliver(scope, id));
  }
}
