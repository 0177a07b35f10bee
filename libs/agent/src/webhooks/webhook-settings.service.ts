import { GuardedWeb } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { webhookNotFound, webhookUrlRefused } from '../agent.errors.js';
import type { Webhook } from './webhook.entity.js';
import { WebhookRepository } from './webhook.repository.js';
import { WebhookSecrets } from './webhook-secrets.js';

/** A webhook with its secret where that was just made; nobody can read it later. */
export interface ShownWebhook {
  webhook: Webhook;
  secret: string | null;
}

/**
 * Where a store is told of events: one address, checked as the crawler's are, and the secret that its calls are signed
 * with. Throws AGENT_WEBHOOK_URL_REFUSED, AGENT_WEBHOOK_NOT_FOUND, and TENANCY_CREDENTIALS_SECRET_MISSING where no
 * secret can be kept.
 */
@Injectable()
export class WebhookSettings {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly secrets: WebhookSecrets,
    private readonly web: GuardedWeb,
  ) {}

  /** The first time makes a secret; later ones keep it. */
  async put(scope: StoreScope, address: string): Promise<ShownWebhook> {
    const url = this.web.check(address, webhookUrlRefused);
    const { secret, sealed } = this.secrets.make(scope);
    const webhook = await this.webhooks.put(scope, url.href, sealed);
    return { webhook, secret: sealed.equals(webhook.secret) ? secret : null };
  }

  get(scope: StoreScope): Promise<Webhook> {
    return this.webhooks.getOnly(scope);
  }

  /** A new secret, which counts from the next call on; for a day calls are signed with the one before too. */
  async rotateSecret(scope: StoreScope): Promise<ShownWebhook> {
    const { id, secret: before } = await this.webhooks.getOnly(scope);
    const { secret, sealed } = this.secrets.make(scope, before);
    await this.webhooks.update(scope, { id }, { secret: sealed });
    return { webhook: await this.webhooks.get(scope, id), secret };
  }

  async remove(scope: StoreScope): Promise<void> {
    if ((await this.webhooks.delete(scope, {})) === 0) throw webhookNotFound();
  }
}
