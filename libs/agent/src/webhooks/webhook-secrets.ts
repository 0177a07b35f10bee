import { CredentialVault, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { newWebhookSecret } from './sign-webhook.js';

/** How long the secret before still signs beside the new one: time enough to give it to every receiver. */
const OVERLAP_MS = 24 * 3_600_000;

export interface MadeSecret {
  /** Shown once. */
  secret: string;
  sealed: Buffer;
}

/** What the calls to a store are signed with, sealed: one secret, and the one before while it still counts. */
@Injectable()
export class WebhookSecrets {
  constructor(private readonly vault: CredentialVault) {}

  /** `before`: the sealed ones that the new one takes the place of. */
  make({ storeId }: StoreScope, before?: Buffer, now = Date.now()): MadeSecret {
    const secret = newWebhookSecret();
    const old = before && {
      previous: this.vault.open(storeId, before)['secret'],
      previousUntil: now + OVERLAP_MS,
    };
    return { secret, sealed: this.vault.seal(storeId, { secret, ...old }) };
  }

  /** The newest first. */
  open({ storeId }: StoreScope, sealed: Buffer, now = Date.now()): string[] {
    const { secret, previous, previousUntil } = this.vault.open(storeId, sealed);
    const isKept = typeof previousUntil === 'number' && now < previousUntil;
    return [String(secret), ...(isKept ? [String(previous)] : [])];
  }
}
