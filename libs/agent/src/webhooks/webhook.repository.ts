import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { webhookNotFound } from '../agent.errors.js';
import { Webhook } from './webhook.entity.js';

/** The one row of a store. */
@Injectable()
export class WebhookRepository extends StoreScopedRepository<Webhook> {
  constructor(connections: StoreConnections) {
    super(connections, Webhook);
  }

  /** Sets the address; the secret is only taken where there is none yet. Returns which secret counts. */
  async put(scope: StoreScope, url: string, secret: Buffer): Promise<Webhook> {
    const [row] = await this.rows<Webhook>(
      scope,
      `INSERT INTO webhooks (store_id, url, secret) VALUES ($1, $2, $3)
       ON CONFLICT (store_id) DO UPDATE SET url = excluded.url, updated_at = now()
       RETURNING id, store_id AS "storeId", url, secret, created_at AS "createdAt",
         updated_at AS "updatedAt"`,
      [url, secret],
    );
    return row as Webhook;
  }

  async getOnly(scope: StoreScope): Promise<Webhook> {
    const webhook = await this.findOne(scope, {});
    if (!webhook) throw webhookNotFound();
    return webhook;
  }

  protected notFound() {
    return webhookNotFound();
  }
}
