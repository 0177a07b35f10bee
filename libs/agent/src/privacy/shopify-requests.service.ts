import { Erasures, StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { StoreWebhooks } from '../webhooks/store-webhooks.service.js';
import { PrivacyRequestRepository } from './privacy-request.repository.js';
import { SealedNames } from './sealed-names.js';
import { type ShopifyCustomer, shopperNames } from './shopper-names.js';

/** The delivery that asks; the same one again does nothing more. */
interface ShopifyAsk {
  webhookId: string;
}
interface CustomerAsk extends ShopifyAsk {
  customer: ShopifyCustomer;
}
interface DataAsk extends CustomerAsk {
  dataRequestId: string | null;
}

/**
 * What Shopify asks for in the name of shoppers and shops. It is written down before this returns, so that nothing is lost;
 * erasing is left to the worker, since Shopify waits for seconds only. Throws TENANCY_CREDENTIALS_SECRET_MISSING, and
 * TENANCY_MOVE_CONFLICT while a store that is to be erased is being moved.
 */
@Injectable()
export class ShopifyRequests {
  constructor(
    private readonly connections: StoreConnections,
    private readonly requests: PrivacyRequestRepository,
    private readonly names: SealedNames,
    private readonly webhooks: StoreWebhooks,
    private readonly erasures: Erasures,
  ) {}

  /** Keeps that a shopper wants to be shown what is kept, and tells the store. */
  async showShopper(scope: StoreScope, ask: DataAsk): Promise<void> {
    const { webhookId, dataRequestId } = ask;
    const sealed = this.names.seal(scope, shopperNames(ask.customer));
    const delivery = await this.connections.transaction(scope, async (tx) => {
      const id = await this.requests.add(tx, { webhookId, dataRequestId, ...sealed });
      return id && this.webhooks.send(tx, 'privacy.data_requested', id);
    });
    await this.webhooks.nudge(scope, delivery);
  }

  /** Has all erased that is kept under any of the shopper's names; there is a receipt of each, also where nothing is. */
  async eraseShopper(scope: StoreScope, { customer, webhookId }: CustomerAsk): Promise<void> {
    for (const name of shopperNames(customer)) {
      await this.erasures.order(scope, name, askedBy(webhookId));
    }
  }

  /** Has the store erased with all that it has. */
  async eraseStore(scope: StoreScope, { webhookId }: ShopifyAsk): Promise<void> {
    await this.erasures.order(scope, null, askedBy(webhookId));
  }
}

const askedBy = (webhookId: string): string => `shopify ${webhookId}`;
