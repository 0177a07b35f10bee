import { Injectable } from '@nestjs/common';

import { StoreConnections } from '../database/store-connections.js';
import { StoreLimitsService } from '../limits/store-limits.service.js';
import type { KeyScope, StoreKeyKind } from '../scope/key-scopes.js';
import type { StoreScope } from '../scope/store-scope.js';
import { keyEnded, keyFieldRefused, keyNotFound } from '../tenancy.errors.js';
import type { ApiKey } from './api-key.entity.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { generateKey, hashKey, keyPrefix } from './key-text.js';

export interface NewApiKey {
  kind: StoreKeyKind;
  name?: string | null;
  /** Origins like `https://shop.example`; only for widget keys. */
  allowedOrigins?: string[];
  /** Left out or null: all that its kind may. */
  scopes?: KeyScope[] | null;
  /** Left out or null: never. */
  expiresAt?: Date | null;
}
export type KeyChanges = Partial<Omit<NewApiKey, 'kind'>>;

export interface Rotation {
  /** How long the old key goes on working beside the new one. */
  overlapSeconds: number;
}

export interface CreatedApiKey {
  apiKey: ApiKey;
  /** Returned once and kept nowhere. */
  key: string;
}

/** A store's keys, all in the shared database, where they are found before their store is. The key itself is returned once, by `create` and `rotate`, and cannot be read again. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly connections: StoreConnections,
    private readonly limits: StoreLimitsService,
  ) {}

  /** Throws TENANCY_LIMIT_REACHED. */
  create(scope: StoreScope, wanted: NewApiKey): Promise<CreatedApiKey> {
    return this.connections.transaction(this.connections.inDirectory(scope), async (tx) => {
      await this.limits.checkCap(tx, 'keys', { used: () => this.keys.countValid(tx) });
      return this.insert(tx, wanted);
    });
  }

  countValid(scope: StoreScope): Promise<number> {
    return this.keys.countValid(this.connections.inDirectory(scope));
  }

  list(scope: StoreScope): Promise<ApiKey[]> {
    return this.keys.list(this.connections.inDirectory(scope));
  }

  /**
   * Changes name, origins, scopes or end; in effect on every process within a second. Throws TENANCY_KEY_FIELD_REFUSED
   * for scopes of a widget key and origins of a store key.
   */
  async update(scope: StoreScope, id: string, changes: KeyChanges): Promise<ApiKey> {
    const directory = this.connections.inDirectory(scope);
    const { kind } = await this.keys.get(directory, id);
    if (changes.scopes && kind === 'widget') throw keyFieldRefused('scopes', kind);
    if (changes.allowedOrigins && kind === 'store') throw keyFieldRefused('allowed_origins', kind);
    if (Object.keys(changes).length > 0) await this.keys.update(directory, { id }, changes);
    return this.keys.get(directory, id);
  }

  /**
   * Makes a successor that may do the same, with as long a life, and ends the old key after the overlap. Throws
   * TENANCY_KEY_ENDED for a key that had ended or has a successor.
   */
  rotate(scope: StoreScope, id: string, { overlapSeconds }: Rotation): Promise<CreatedApiKey> {
    return this.connections.transaction(this.connections.inDirectory(scope), async (tx) => {
      const old = await this.keys.get(tx, id);
      const created = await this.insert(tx, { ...old, expiresAt: asLongAs(old) });
      const isReplaced = await this.keys.replace(tx, id, { by: created.apiKey.id, overlapSeconds });
      if (!isReplaced) throw keyEnded(id);
      return created;
    });
  }

  /** Takes effect on every process within a second, when `KeyDirectory` forgets what it knew. */
  async revoke(scope: StoreScope, id: string): Promise<void> {
    if (!(await this.keys.revoke(this.connections.inDirectory(scope), id))) throw keyNotFound(id);
  }

  private async insert(scope: StoreScope, { kind, ...fields }: NewApiKey): Promise<CreatedApiKey> {
    const key = generateKey(kind);
    const apiKey = await this.keys.insert(scope, {
      kind,
      name: fields.name ?? null,
      prefix: keyPrefix(key),
      keyHash: hashKey(key),
      allowedOrigins: fields.allowedOrigins ?? [],
      scopes: fields.scopes ?? null,
      expiresAt: fields.expiresAt ?? null,
    });
    return { apiKey, key };
  }
}

/** The end of a key that lives as long from now on as another was given; null for one without an end. */
function asLongAs({ expiresAt, createdAt }: ApiKey): Date | null {
  return expiresAt && new Date(Date.now() + expiresAt.getTime() - createdAt.getTime());
}
