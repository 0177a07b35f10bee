import { createHash, timingSafeEqual } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { TENANCY_CONFIG, type TenancyConfig } from '../config/tenancy.config.js';
import { KeyDirectory, type KnownKey } from '../stores/key-directory.js';
import { StoreDirectory } from '../stores/store-directory.js';
import { keyMissing, keyRefused, originRefused, storeInactive } from '../tenancy.errors.js';
import type { Principal } from './access.decorator.js';
import { headerOf, type ScopedRequest } from './scoped-request.js';

/** Turns the Authorization header into a principal. Unknown, mistyped, revoked and expired keys get the same answer. */
@Injectable()
export class KeyAuthenticator {
  private readonly adminDigest?: Buffer;

  constructor(
    @Inject(TENANCY_CONFIG) config: TenancyConfig,
    private readonly keys: KeyDirectory,
    private readonly stores: StoreDirectory,
  ) {
    this.adminDigest = config.adminApiKey ? digest(config.adminApiKey) : undefined;
  }

  async authenticate(request: ScopedRequest): Promise<Principal> {
    const text = bearer(headerOf(request, 'authorization'));
    // digests have one length, so that the comparison takes one time
    if (this.adminDigest && timingSafeEqual(digest(text), this.adminDigest)) {
      return { kind: 'admin' };
    }
    const key = await this.keys.find(text);
    if (!key) throw keyRefused();
    if (!key.isStoreActive) throw storeInactive();
    if (key.kind === 'widget') await this.checkWidget(key, request);
    return { kind: key.kind, keyId: key.id, storeId: key.storeId, scopes: key.scopes };
  }

  /** A widget key is public, so it works only from its origins and never under another store's host. */
  private async checkWidget(key: KnownKey, request: ScopedRequest): Promise<void> {
    const origin = headerOf(request, 'origin');
    if (!origin || !key.allowedOrigins.includes(origin.toLowerCase())) throw originRefused();
    const host = headerOf(request, 'host');
    const storeOfHost = host ? await this.stores.findByHost(host) : null;
    if (storeOfHost && storeOfHost !== key.storeId) throw originRefused();
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function bearer(header: string | undefined): string {
  const [, text] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
  if (!text) throw keyMissing();
  return text;
}
