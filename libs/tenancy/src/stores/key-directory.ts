import { timingSafeEqual } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { type KeyScope, scopesOf, type StoreKeyKind } from '../scope/key-scopes.js';
import { hashKey, isKeyText } from './key-text.js';
import { KeyUses } from './key-uses.js';
import { ShortMemory } from './short-memory.js';

export interface KnownKey {
  id: string;
  storeId: string;
  kind: StoreKeyKind;
  allowedOrigins: string[];
  scopes: KeyScope[];
  isStoreActive: boolean;
  expiresAt: Date | null;
}

interface KeyRow extends Omit<KnownKey, 'scopes'> {
  keyHash: Buffer;
  scopes: string[] | null;
}

/** Who works with a key; `origin`: of a widget. */
export interface KeyHolder {
  keyId: string;
  origin?: string;
}

const isValid = `k.revoked_at IS NULL AND coalesce(k.expires_at, 'infinity') > now()`;

/**
 * Finds whose key a text is, before any store is known: the reason it may look across stores. Remembers answers for less
 * than a second, so that a busy key costs no query a request and a revoked one dies within that second. Only reads.
 */
@Injectable()
export class KeyDirectory {
  private readonly remembered = new ShortMemory<KnownKey | null>(
    (key) => key?.expiresAt?.getTime() ?? Infinity,
  );

  constructor(
    private readonly platform: PlatformRepository,
    private readonly uses: KeyUses,
  ) {}

  /**
   * Returns null for mistyped (without a query), unknown, revoked and expired keys alike; the latter three by the same
   * statement, which finds nothing. `hash`: of the text, where it is known already.
   */
  async find(text: string, hash = hashKey(text)): Promise<KnownKey | null> {
    if (!isKeyText(text)) return null;
    return this.recall(hash.toString('base64'), async () => {
      const row = await this.lookUp('key_hash', hash);
      return row && timingSafeEqual(row.keyHash, hash) ? row : null;
    });
  }

  /** The key that a session was begun with; null where it has ended. */
  findById(id: string): Promise<KnownKey | null> {
    return this.recall(id, () => this.lookUp('id', id));
  }

  /**
   * Those whose key may no longer chat: revoked, expired, gone, without the scope, of a store switched off, or not bound to
   * their origin any more.
   */
  async endedOf<H extends KeyHolder>(holders: readonly H[]): Promise<H[]> {
    const rows = await this.platform.rows<Pick<KnownKey, 'id' | 'allowedOrigins'>>(
      `SELECT k.id, k.allowed_origins AS "allowedOrigins"
       FROM api_keys k JOIN stores s ON s.id = k.store_id
       WHERE k.id = ANY($1) AND ${isValid} AND s.is_active
         AND (k.scopes IS NULL OR 'chat' = ANY(k.scopes))`,
      [[...new Set(holders.map(({ keyId }) => keyId))]],
    );
    const originsOf = new Map(rows.map(({ id, allowedOrigins }) => [id, allowedOrigins]));
    return holders.filter(({ keyId, origin }) => {
      const origins = originsOf.get(keyId);
      return !origins || (origin !== undefined && !origins.includes(origin));
    });
  }

  private async recall(name: string, ask: () => Promise<KeyRow | null>): Promise<KnownKey | null> {
    const key = await this.remembered.get(name, async () => {
      const row = await ask();
      return row && toKnownKey(row);
    });
    if (key) this.uses.note(key.id);
    return key;
  }

  private async lookUp(column: 'key_hash' | 'id', value: Buffer | string): Promise<KeyRow | null> {
    const [row] = await this.platform.rows<KeyRow>(
      `SELECT k.id, k.store_id AS "storeId", k.kind, k.allowed_origins AS "allowedOrigins", k.scopes,
              k.expires_at AS "expiresAt", k.key_hash AS "keyHash", s.is_active AS "isStoreActive"
       FROM api_keys k JOIN stores s ON s.id = k.store_id
       WHERE k.${column} = $1 AND ${isValid}`,
      [value],
    );
    return row ?? null;
  }
}

const toKnownKey = ({ keyHash: _, scopes, ...key }: KeyRow): KnownKey => ({
  ...key,
  scopes: scopesOf(key.kind, scopes),
});
