import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import type { StoreKeyKind } from './api-key.entity.js';
import { hashKey, isKeyText } from './key-text.js';

export interface KnownKey {
  id: string;
  storeId: string;
  kind: StoreKeyKind;
  allowedOrigins: string[];
  isStoreActive: boolean;
}

interface KeyRow extends KnownKey {
  keyHash: Buffer;
}

/** How long an answer is remembered: the bound on how late a revocation takes effect. */
const rememberMs = 1_000;
const rememberAtMost = 10_000;

/**
 * Finds whose key a text is, before any store is known: the reason it may look across stores. Remembers answers for a
 * second, so that a busy key costs no query a request and a revoked one dies within that second.
 */
@Injectable()
export class KeyDirectory {
  private readonly remembered = new Map<string, { until: number; key: KnownKey | null }>();

  constructor(private readonly platform: PlatformRepository) {}

  /** Returns null for mistyped (without a query), unknown, revoked and expired keys alike. */
  async find(text: string): Promise<KnownKey | null> {
    if (!isKeyText(text)) return null;
    const hash = hashKey(text);
    const id = hash.toString('base64');
    const known = this.remembered.get(id);
    if (known && known.until > Date.now()) return known.key;
    const key = await this.lookUp(hash);
    if (this.remembered.size >= rememberAtMost) this.remembered.clear();
    this.remembered.set(id, { until: Date.now() + rememberMs, key });
    return key;
  }

  private async lookUp(hash: Buffer): Promise<KnownKey | null> {
    const [row] = await this.platform.rows<KeyRow>(
      `WITH used AS (
         UPDATE api_keys SET last_used_at = now()
         WHERE key_hash = $1 AND coalesce(last_used_at, '-infinity') < now() - interval '1 minute'
       )
       SELECT k.id, k.store_id AS "storeId", k.kind, k.allowed_origins AS "allowedOrigins",
              k.key_hash AS "keyHash", s.is_active AS "isStoreActive"
       FROM api_keys k JOIN stores s ON s.id = k.store_id
       WHERE k.key_hash = $1 AND k.revoked_at IS NULL AND coalesce(k.expires_at, 'infinity') > now()`,
      [hash],
    );
    if (!row || !timingSafeEqual(row.keyHash, hash)) return null;
    const { keyHash: _, ...key } = row;
    return key;
  }
}
