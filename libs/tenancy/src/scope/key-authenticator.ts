import { timingSafeEqual } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { TENANCY_CONFIG, type TenancyConfig } from '../config/tenancy.config.js';
import { KeyDirectory, type KnownKey } from '../stores/key-directory.js';
import { hashKey } from '../stores/key-text.js';
import { StoreDirectory } from '../stores/store-directory.js';
import { keyMissing, keyRefused, originRefused, storeInactive } from '../tenancy.errors.js';
import type { Principal } from './access.decorator.js';
import { headerOf, type ScopedRequest } from './scoped-request.js';
import { isSessionText } from './session-token.js';
import { WidgetSessions } from './widget-sessions.service.js';

/**
 * Turns the Authorization header into a principal. Unknown, mistyped, revoked and expired keys get the same answer, and so do
 * tokens of sessions that are altered, over or of such a key.
 */
@Injectable()
export class KeyAuthenticator {
  private readonly adminHash?: Buffer;

  constructor(
    @Inject(TENANCY_CONFIG) config: TenancyConfig,
    private readonly keys: KeyDirectory,
    private readonly stores: StoreDirectory,
    private readonly sessions: WidgetSessions,
  ) {
    this.adminHash = config.adminApiKey ? hashKey(config.adminApiKey) : undefined;
  }

  async authenticate(request: ScopedRequest): Promise<Principal> {
    const text = bearer(headerOf(request, 'authorization'));
    const hash = hashKey(text);
    // hashes have one length, so that the comparison takes one time
    if (this.adminHash && timingSafeEqual(hash, this.adminHash)) return { kind: 'admin' };
    if (isSessionText(text)) return this.ofSession(text, request);
    const key = await this.working(this.keys.find(text, hash));
    const { id: keyId, storeId, scopes } = key;
    if (key.kind === 'store') return { kind: 'store', keyId, storeId, scopes };
    return { kind: 'widget', keyId, storeId, scopes, origin: await this.siteOf(key, request) };
  }

  /** Asks for the key at each use, so that a session ends with it. */
  private async ofSession(text: string, request: ScopedRequest): Promise<Principal> {
    const session = this.sessions.read(text);
    if (!session) throw keyRefused();
    const key = await this.working(this.keys.findById(session.keyId));
    const origin = await this.siteOf(key, request);
    if (origin !== session.origin) throw originRefused();
    const { id: keyId, storeId, scopes } = key;
    return { kind: 'widget', keyId, storeId, scopes, origin, session };
  }

  private async working(found: Promise<KnownKey | null>): Promise<KnownKey> {
    const key = await found;
    if (!key) throw keyRefused();
    if (!key.isStoreActive) throw storeInactive();
    return key;
  }

  /** A widget key is public, so it works only from its origins and never under another store's host. */
  private async siteOf(key: KnownKey, request: ScopedRequest): Promise<string> {
    const origin = headerOf(request, 'origin')?.toLowerCase();
    if (!origin || !key.allowedOrigins.includes(origin)) throw originRefused();
    const host = headerOf(request, 'host');
    const storeOfHost = host ? await this.stores.findByHost(host) : null;
    if (storeOfHost && storeOfHost !== key.storeId) throw originRefused();
    return origin;
  }
}

function bearer(header: string | undefined): string {
  const [, text] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
  if (!text) throw keyMissing();
  return text;
}
