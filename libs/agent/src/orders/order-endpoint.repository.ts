import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { OrderEndpoint } from './order-endpoint.entity.js';
import { orderEndpointNotFound } from './orders.errors.js';

export type EndpointFields = Pick<OrderEndpoint, 'url' | 'timeoutMs' | 'sendsCodes'>;

/** The one row of a store. */
@Injectable()
export class OrderEndpointRepository extends StoreScopedRepository<OrderEndpoint> {
  constructor(connections: StoreConnections) {
    super(connections, OrderEndpoint);
  }

  /** Sets all but the secrets, which are only taken where there are none yet. Returns which count. */
  async put(
    scope: StoreScope,
    { url, timeoutMs, sendsCodes }: EndpointFields,
    secrets: Buffer,
  ): Promise<OrderEndpoint> {
    const [row] = await this.rows<OrderEndpoint>(
      scope,
      `INSERT INTO order_endpoints (store_id, url, timeout_ms, sends_codes, secrets)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (store_id) DO UPDATE SET url = excluded.url, timeout_ms = excluded.timeout_ms,
         sends_codes = excluded.sends_codes, updated_at = now()
       RETURNING id, store_id AS "storeId", url, timeout_ms AS "timeoutMs",
         sends_codes AS "sendsCodes", secrets, created_at AS "createdAt", updated_at AS "updatedAt"`,
      [url, timeoutMs, sendsCodes, secrets],
    );
    return row as OrderEndpoint;
  }

  async getOnly(scope: StoreScope): Promise<OrderEndpoint> {
    const endpoint = await this.findOne(scope, {});
    if (!endpoint) throw orderEndpointNotFound();
    return endpoint;
  }

  protected notFound() {
    return orderEndpointNotFound();
  }
}
