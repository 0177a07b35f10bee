import {
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { deliveryNotFound } from '../agent.errors.js';
import { type DeliveryStatus, WebhookDelivery } from './webhook-delivery.entity.js';
import type { WebhookEvent } from './webhook-event.js';

/** What an attempt ended with; `retryMs` is null unless there is another one. */
export interface AttemptEnd {
  status: DeliveryStatus;
  httpStatus: number | null;
  error: string | null;
  retryMs: number | null;
}

/** Rows of deliveries; an attempt's end is written only by the attempt that is due. */
@Injectable()
export class WebhookDeliveryRepository extends StoreScopedRepository<WebhookDelivery> {
  constructor(connections: StoreConnections) {
    super(connections, WebhookDelivery);
  }

  /** Null where the store has no webhook. */
  async open(scope: StoreScope, event: WebhookEvent, subjectId: string): Promise<string | null> {
    const [row] = await this.rows<{ id: string }>(
      scope,
      `INSERT INTO webhook_deliveries (store_id, event, subject_id, next_attempt_at)
       SELECT store_id, $2, $3, now() FROM webhooks WHERE store_id = $1 RETURNING id`,
      [event, subjectId],
    );
    return row?.id ?? null;
  }

  /** The newest first. */
  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<WebhookDelivery>> {
    return this.slice(
      scope,
      `SELECT id, store_id AS "storeId", event, subject_id AS "subjectId", status, attempts,
         next_attempt_at AS "nextAttemptAt", last_attempt_at AS "lastAttemptAt",
         last_status AS "lastStatus", last_error AS "lastError", created_at AS "createdAt",
         updated_at AS "updatedAt"
       FROM webhook_deliveries WHERE store_id = $1`,
      options,
      'DESC',
    );
  }

  /** Null where it is still being tried. The attempts so far stay counted, so that every attempt has its own number. */
  async reopen(scope: StoreScope, id: string): Promise<WebhookDelivery | null> {
    const opened = await this.rows<{ id: string }>(
      scope,
      `UPDATE webhook_deliveries SET status = 'pending', next_attempt_at = now(), updated_at = now()
       WHERE store_id = $1 AND id = $2 AND status <> 'pending' RETURNING id`,
      [id],
    );
    const delivery = await this.get(scope, id);
    return opened.length === 1 ? delivery : null;
  }

  /** False where another run of the same attempt was first. */
  async endAttempt(
    scope: StoreScope,
    { id, attempts }: Pick<WebhookDelivery, 'id' | 'attempts'>,
    { status, httpStatus, error, retryMs }: AttemptEnd,
  ): Promise<boolean> {
    const ended = await this.rows(
      scope,
      `UPDATE webhook_deliveries SET status = $4, attempts = attempts + 1, last_attempt_at = now(),
         last_status = $5, last_error = $6, updated_at = now(),
         next_attempt_at = now() + make_interval(secs => $7::double precision / 1000)
       WHERE store_id = $1 AND id = $2 AND attempts = $3 AND status = 'pending' RETURNING id`,
      [id, attempts, status, httpStatus, error, retryMs],
    );
    return ended.length === 1;
  }

  protected notFound(id: string) {
    return deliveryNotFound(id);
  }
}
