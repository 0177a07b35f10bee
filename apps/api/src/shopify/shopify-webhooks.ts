import { ShopifyRequests } from '@app/agent';
import { ShopifyShops, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { type AuditedRequest, RequestAudit } from '../audit/request-audit.js';
import { inputInvalid } from '../http/problems/http.errors.js';
import { toProblem } from '../http/problems/to-problem.js';
import type { ShopifyDelivery, ShopifyTopic } from './shopify-headers.decorator.js';
import type { ShopifyAnswerDto, ShopifyWebhookDto } from './shopify-webhook.dto.js';

type Ask = (scope: StoreScope) => Promise<void>;

/** Does what a webhook of Shopify asks for, with an entry in the audit that is written before it is done. */
@Injectable()
export class ShopifyWebhooks {
  constructor(
    private readonly shops: ShopifyShops,
    private readonly requests: ShopifyRequests,
    private readonly audit: RequestAudit,
  ) {}

  async receive(
    request: AuditedRequest,
    delivery: ShopifyDelivery,
    body: ShopifyWebhookDto,
  ): Promise<ShopifyAnswerDto> {
    const ask = this.askOf(delivery, body);
    const scope = await this.shops.find(body.shop_domain);
    const entry = await this.audit.begin(request, {
      action: 'privacy.receive',
      actor: { kind: 'shopify' },
      aboutStoreId: scope?.storeId,
      details: {
        topic: delivery.topic,
        webhook_id: delivery.webhookId,
        ...(!scope && { unknown_shop: body.shop_domain }),
      },
    });
    try {
      if (scope) await ask(scope);
      await this.audit.end(entry, { outcome: 'done' });
      return { outcome: scope ? 'taken' : 'shop_unknown' };
    } catch (error) {
      const { status, code } = toProblem(error, request.id);
      await this.audit.end(entry, { outcome: status < 500 ? 'refused' : 'failed', code });
      throw error;
    }
  }

  /** The topic stands in a header, which is not signed: a body of another topic is refused, so that none can be made of it. */
  private askOf({ topic, webhookId }: ShopifyDelivery, body: ShopifyWebhookDto): Ask {
    const { customer, data_request } = body;
    if (membersOfOthers[topic].some((name) => body[name] !== undefined))
      throw ofAnotherTopic(topic);
    if (topic === 'shop/redact') return (scope) => this.requests.eraseStore(scope, { webhookId });
    if (!customer) throw ofAnotherTopic(topic);
    return topic === 'customers/redact'
      ? (scope) => this.requests.eraseShopper(scope, { webhookId, customer })
      : (scope) =>
          this.requests.showShopper(scope, {
            webhookId,
            customer,
            dataRequestId: data_request?.id ?? null,
          });
  }
}

/** What a body of the topic does not have, and that of another does. */
const membersOfOthers = {
  'customers/data_request': ['orders_to_redact'],
  'customers/redact': ['data_request'],
  'shop/redact': ['customer', 'orders_to_redact', 'data_request'],
} as const satisfies Record<ShopifyTopic, readonly (keyof ShopifyWebhookDto)[]>;

const ofAnotherTopic = (topic: ShopifyTopic) =>
  inputInvalid([{ in: 'body', field: '', message: `Must be the body of a webhook of ${topic}` }]);
