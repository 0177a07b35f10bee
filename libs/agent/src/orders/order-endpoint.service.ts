import { randomBytes } from 'node:crypto';

import { GuardedWeb } from '@app/knowledge';
import { CredentialVault, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ToolBudget } from '../tools/tool-budget.service.js';
import { newWebhookSecret } from '../webhooks/sign-webhook.js';
import { type DroppedDetail, type Order, readOrder } from './order.js';
import { type OpenEndpoint, OrderCaller } from './order-caller.js';
import type { OrderEndpoint } from './order-endpoint.entity.js';
import { type EndpointFields, OrderEndpointRepository } from './order-endpoint.repository.js';
import { orderEndpointNotFound, orderEndpointRefused } from './orders.errors.js';

export interface EndpointSecrets {
  signingSecret: string;
  shopperSecret: string;
}

/** An endpoint with its secrets where those were just made; nobody can read them later. */
export interface ShownEndpoint {
  endpoint: OrderEndpoint;
  calls: { usedToday: number; aDay: number };
  secrets: EndpointSecrets | null;
}

/** What one call for an order came to, told to the store itself. */
export interface EndpointTrial {
  order: Order | null;
  dropped: DroppedDetail[];
  /** Why shoppers would be told nothing; null where they would be told. */
  problem: string | null;
  tookMs: number;
}

/** As many bytes as HMAC-SHA-256 wants of a key. */
const SECRET_BYTES = 32;

/**
 * Where a store's system tells of orders: one address, checked as the crawler's are, and the secrets that its calls and the
 * tokens of shoppers are signed with. Throws AGENT_ORDER_ENDPOINT_REFUSED, AGENT_ORDER_ENDPOINT_NOT_FOUND, and
 * TENANCY_CREDENTIALS_SECRET_MISSING where no secret can be kept.
 */
@Injectable()
export class OrderEndpointService {
  constructor(
    private readonly endpoints: OrderEndpointRepository,
    private readonly vault: CredentialVault,
    private readonly web: GuardedWeb,
    private readonly caller: OrderCaller,
    private readonly budget: ToolBudget,
  ) {}

  /** The first time makes secrets; later ones keep them. */
  async put(scope: StoreScope, fields: EndpointFields): Promise<ShownEndpoint> {
    const { href: url } = this.web.check(fields.url, orderEndpointRefused);
    const { secrets, sealed } = this.newSecrets(scope);
    const endpoint = await this.endpoints.put(scope, { ...fields, url }, sealed);
    return this.shown(scope, endpoint, sealed.equals(endpoint.secrets) ? secrets : null);
  }

  async get(scope: StoreScope): Promise<ShownEndpoint> {
    return this.shown(scope, await this.endpoints.getOnly(scope), null);
  }

  /** New secrets: calls are signed with the new one, and tokens signed with the old one count no more. */
  async rotateSecrets(scope: StoreScope): Promise<ShownEndpoint> {
    const { id } = await this.endpoints.getOnly(scope);
    const { secrets, sealed } = this.newSecrets(scope);
    await this.endpoints.update(scope, { id }, { secrets: sealed });
    return this.shown(scope, await this.endpoints.get(scope, id), secrets);
  }

  async remove(scope: StoreScope): Promise<void> {
    if ((await this.endpoints.delete(scope, {})) === 0) throw orderEndpointNotFound();
  }

  async isSet(scope: StoreScope): Promise<boolean> {
    return (await this.endpoints.count(scope)) > 0;
  }

  /** Null where the store has none. */
  async findOpen(scope: StoreScope): Promise<OpenEndpoint | null> {
    const row = await this.endpoints.findOne(scope, {});
    return row && this.opened(scope, row);
  }

  /** Asks for one order as the agent would, and says what came of it. */
  async try(scope: StoreScope, orderNumber: string): Promise<EndpointTrial> {
    const endpoint = this.opened(scope, await this.endpoints.getOnly(scope));
    const startedAt = performance.now();
    const data = { order_number: orderNumber, shopper_id: null, authorised_by: 'trial' };
    const signal = new AbortController().signal;
    const answer = await this.caller.call(endpoint, { type: 'order.status', data }, signal);
    const tookMs = Math.round(performance.now() - startedAt);
    if ('failure' in answer) {
      return { order: null, dropped: [], problem: answer.failure, tookMs };
    }
    const read = readOrder(answer.body, orderNumber, (url) => this.caller.refusalOf(url));
    const problem = read ? null : 'the answer lacks the same "order_number" and a known "status"';
    return { order: read?.order ?? null, dropped: read?.dropped ?? [], problem, tookMs };
  }

  private async shown(
    scope: StoreScope,
    endpoint: OrderEndpoint,
    secrets: EndpointSecrets | null,
  ): Promise<ShownEndpoint> {
    const usedToday = await this.budget.usedToday(scope, 'order_status');
    return { endpoint, secrets, calls: { usedToday, aDay: this.budget.callsADay } };
  }

  private newSecrets({ storeId }: StoreScope): { secrets: EndpointSecrets; sealed: Buffer } {
    const shopperSecret = randomBytes(SECRET_BYTES).toString('base64url');
    const secrets = { signingSecret: newWebhookSecret(), shopperSecret };
    return { secrets, sealed: this.vault.seal(storeId, secrets) };
  }

  private opened({ storeId }: StoreScope, row: OrderEndpoint): OpenEndpoint {
    const { signingSecret, shopperSecret } = this.vault.open(storeId, row.secrets);
    const { url, timeoutMs, sendsCodes } = row;
    const secrets = {
      signingSecret: String(signingSecret),
      shopperSecret: String(shopperSecret),
    };
    return { url, timeoutMs, sendsCodes, ...secrets };
  }
}
