import { StoreQueue, type StoreScope } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

import { deliveryTried } from '../agent.events.js';
import { type DeliverWebhookData, deliverWebhookJob } from '../jobs/deliver-webhook.job.js';
import { WebhookRepository } from './webhook.repository.js';
import { type CallEnd, WebhookCaller } from './webhook-caller.js';
import type { WebhookDelivery } from './webhook-delivery.entity.js';
import { type AttemptEnd, WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import { EVENT_COMPOSERS, type EventComposers } from './webhook-event.js';
import { WebhookSecrets } from './webhook-secrets.js';

export const WEBHOOK_RETRIES_MS = Symbol('WebhookRetriesMs');

const minuteMs = 60_000;
/** Over a night and a morning: what the specification recommends, so that a server may be down for hours. */
export const webhookRetriesMs: readonly number[] = [
  5_000,
  2 * minuteMs,
  10 * minuteMs,
  30 * minuteMs,
  120 * minuteMs,
  300 * minuteMs,
  600 * minuteMs,
];

const given = (error: string): CallEnd => ({
  isDelivered: false,
  isFinal: true,
  httpStatus: null,
  error,
});

/**
 * Makes one attempt at a delivery and writes what came of it; another one follows later, until there have been enough.
 * An attempt that runs twice may call twice, with the same id.
 */
@Injectable()
export class WebhookDeliverer {
  constructor(
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly webhooks: WebhookRepository,
    private readonly caller: WebhookCaller,
    private readonly secrets: WebhookSecrets,
    private readonly queue: StoreQueue,
    @Inject(EVENT_COMPOSERS) private readonly composers: EventComposers,
    @Inject(WEBHOOK_RETRIES_MS) private readonly retriesMs: readonly number[],
  ) {}

  async attempt(scope: StoreScope, { deliveryId, attempt }: DeliverWebhookData) {
    const delivery = await this.deliveries.get(scope, deliveryId);
    if (delivery.status !== 'pending' || delivery.attempts !== attempt - 1) return 'skipped';
    const end = this.endOf(await this.call(scope, delivery), attempt);
    if (!(await this.deliveries.endAttempt(scope, delivery, end))) return 'skipped';
    deliveryTried.publish({ status: end.status });
    if (end.retryMs !== null) {
      const next = { deliveryId, attempt: attempt + 1 };
      await this.queue.add(scope, deliverWebhookJob, next, { delayMs: end.retryMs });
    }
    return 'done';
  }

  private async call(scope: StoreScope, delivery: WebhookDelivery): Promise<CallEnd> {
    const webhook = await this.webhooks.findOne(scope, {});
    if (!webhook) return given('the store has no webhook any more');
    const composer = (this.composers as Readonly<Partial<EventComposers>>)[
      delivery.event as keyof EventComposers
    ];
    const data = (await composer?.compose(scope, delivery.subjectId)) ?? null;
    if (data === null) return given('what it tells of is gone');
    const secrets = this.secrets.open(scope, webhook.secret);
    const timestamp = delivery.createdAt.toISOString();
    const body = JSON.stringify({ type: delivery.event, timestamp, data });
    const seconds = Math.floor(Date.now() / 1000);
    return this.caller.call(webhook.url, secrets, { id: delivery.id, seconds, body });
  }

  private endOf({ isDelivered, isFinal, httpStatus, error }: CallEnd, attempt: number): AttemptEnd {
    const retryMs = isFinal ? null : (this.retriesMs[attempt - 1] ?? null);
    const status = isDelivered ? 'delivered' : retryMs === null ? 'failed' : 'pending';
    return { status, httpStatus, error, retryMs };
  }
}
