import { type ListSlice, type SliceOptions, StoreQueue, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { deliveryPending } from '../agent.errors.js';
import { deliverWebhookJob } from '../jobs/deliver-webhook.job.js';
import type { WebhookDelivery } from './webhook-delivery.entity.js';
import { WebhookDeliveryRepository } from './webhook-delivery.repository.js';
import type { WebhookEvent } from './webhook-event.js';

/**
 * Tells a store of an event, at least once and signed, if it has a webhook. `send` goes into the transaction of what it
 * tells of, `nudge` comes after it; a delivery that is not nudged waits for the sweep.
 */
@Injectable()
export class StoreWebhooks {
  constructor(
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly queue: StoreQueue,
  ) {}

  /** `subjectId`: the row the event is about, from which its composer makes what is sent. Returns what to nudge. */
  send(tx: StoreScope, event: WebhookEvent, subjectId: string): Promise<string | null> {
    return this.deliveries.open(tx, event, subjectId);
  }

  /** One more telling of what arrived or was given up, at once. Throws AGENT_DELIVERY_PENDING while it is still tried. */
  async redeliver(scope: StoreScope, deliveryId: string): Promise<WebhookDelivery> {
    const delivery = await this.deliveries.reopen(scope, deliveryId);
    if (delivery === null) throw deliveryPending(deliveryId);
    await this.queue.add(scope, deliverWebhookJob, {
      deliveryId,
      attempt: delivery.attempts + 1,
    });
    return delivery;
  }

  async nudge(scope: StoreScope, deliveryId: string | null): Promise<void> {
    if (deliveryId === null) return;
    await this.queue.add(scope, deliverWebhookJob, { deliveryId, attempt: 1 });
  }

  /** The newest first, each with what came of its last attempt. */
  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<WebhookDelivery>> {
    return this.deliveries.list(scope, options);
  }
}
