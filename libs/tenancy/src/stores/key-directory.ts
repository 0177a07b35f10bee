import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { type KeyScope, scopesOf, type StoreKeyKind } from '../scope/key-scopes.js';
import { hashKey, isKeyText } from './key-text.js';

export interface KnownKey {
  id: string;
  storeId: string;
  kind: StoreKeyKind;
  allowedOrigins: string[];
  scopes: KeyScope[];
  isStoreActive: boolean;
}

interface KeyRow extends Omit<KnownKey, 'scopes'> {
  keyHash: Buffer;
  scopes: string[] | null;
  expiresAt: Date | null;
}

interface Remembered {
  until: number;
  key: KnownKey | null;
}

/** How long an answer is remembered: with the query itself, the second within which a change takes effect. */
const rememberMs = 800;
const rememberAtMost = 10_000;

const isValid = `k.revoked_at IS NULL AND coalesce(k.expires_at, 'infinity') > now()`;

/**
 * Finds whose key a text is, before any store is known: the reason it may look across stores. Remembers answers for less
 * than a second, so that a busy key costs no query a request and a revoked one dies within that second.
 */
@Injectable()
export class KeyDirectory {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly platform: PlatformRepository) {}

  /**
   * Returns null for mistyped (without a query), unknown, revoked and expired keys alike; the latter three by the same
   * statement, which finds nothing and writes nothing.
   */
  async find(text: string): Promise<KnownKey | null> {
    if (!isKeyText(text)) return null;
    const hash = hashKey(text);
    const id = hash.toString('base64');
    const known = this.remembered.get(id);
    if (known && known.until > Date.now()) return known.key;
    const asked = Date.now();
    const row = await this.lookUp(hash);
    const key = row && toKnownKey(row);
    if (this.remembered.size >= rememberAtMost) this.remembered.clear();
    const until = Math.min(asked + rememberMs, row?.expiresAt?.getTime() ?? Infinity);
    this.remembered.set(id, { until, key });
    return key;
  }

  /** Which of these keys may no longer chat: revoked, expired, gone, without the scope, or of a store switched off. */
  async endedOf(keyIds: readonly string[]): Promise<string[]> {
    const rows = await this.platform.rows<{ id: string }>(
      `SELECT k.id FROM api_keys k JOIN stores s ON s.id = k.store_id
       WHERE k.id = ANY($1) AND ${isValid} AND s.is_active
         AND (k.scopes IS NULL OR 'chat' = ANY(k.scopes))`,
      [keyIds],
    );
    const valid = new Set(rows.map(({ id }) => id));
    return keyIds.filter((id) => !valid.has(id));
  }

  private async lookUp(hash: Buffer): Promise<KeyRow | null> {
    const [row] = await this.platform.rows<KeyRow>(
      `WITH used AS (
         UPDATE api_keys k SET last_used_at = now()
         WHERE key_hash = $1 AND ${isValid}
           AND coalesce(last_used_at, '-infinity') < now() - interval '1 minute'
       )
       SELECT k.id, k.store_id AS "storeId", k.kind, k.allowed_origins AS "allowedOrigins", k.scopes,
              k.expires_at AS "expiresAt", k.key_hash AS "keyHash", s.is_active AS "isStoreActive"
       FROM api_keys k JOIN stores s ON s.id = k.store_id
       WHERE k.key_hash = $1 AND ${isValid}`,
      [hash],
    );
    return row && timingSafeEqual(row.keyHash, hash) ? row : null;
  }
}

const toKnownKey = ({ keyHash: _, expiresAt: __, scopes, ...key }: KeyRow): KnownKey => ({
  ...key,
  scopes: scopesOf(key.kind, scopes),
});
