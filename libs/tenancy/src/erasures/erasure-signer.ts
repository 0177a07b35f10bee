import { createHmac, timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { CredentialVault } from '../stores/credential-vault.js';
import { credentialsKeyMissing } from '../tenancy.errors.js';
import type { Erasure } from './erasure.js';

type Unsigned = Omit<Erasure, 'signature'>;

/**
 * Signs receipts of erasures with HMAC-SHA-256 over their canonical JSON, by a secret made from CREDENTIALS_SECRET, and names
 * shoppers by a hash that only this deployment can make.
 */
@Injectable()
export class ErasureSigner {
  private readonly secret?: Buffer;
  private readonly shoppers?: Buffer;

  constructor(vault: CredentialVault) {
    this.secret = vault.secretFor('erasures.1');
    this.shoppers = vault.secretFor('erased-shoppers.1');
  }

  /** Null without CREDENTIALS_SECRET. */
  sign(erasure: Unsigned): string | null {
    if (!this.secret) return null;
    return createHmac('sha256', this.secret).update(canonical(erasure)).digest('base64url');
  }

  isOurs(erasure: Unsigned, signature: string): boolean {
    const own = Buffer.from(this.sign(erasure) ?? '');
    const given = Buffer.from(signature);
    return own.length > 0 && own.length === given.length && timingSafeEqual(own, given);
  }

  /** Throws TENANCY_CREDENTIALS_SECRET_MISSING. */
  hashOf(storeId: string, shopperId: string): string {
    if (!this.shoppers) throw credentialsKeyMissing();
    return createHmac('sha256', this.shoppers)
      .update(`${storeId}\0${shopperId}`)
      .digest('base64url');
  }
}

/** As it stands on the wire: without blanks, names in a fixed order, places by their names. */
function canonical({ id, kind, storeId, shopperHash, startedAt, finishedAt, places }: Unsigned) {
  const sorted = [...places].sort((a, b) => (a.place < b.place ? -1 : 1));
  return JSON.stringify({
    finished_at: finishedAt?.toISOString() ?? null,
    id,
    kind,
    places: sorted.map(({ place, erased, left, awaitingVacuum }) => ({
      awaiting_vacuum: awaitingVacuum,
      erased,
      left,
      place,
    })),
    shopper_hash: shopperHash,
    started_at: startedAt.toISOString(),
    store_id: storeId,
  });
}
