import { Injectable } from '@nestjs/common';

import type { StoreScope } from '../scope/store-scope.js';
import { keyNotFound } from '../tenancy.errors.js';
import type { ApiKey, StoreKeyKind } from './api-key.entity.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { generateKey, hashKey, keyPrefix } from './key-text.js';

export interface NewApiKey {
  kind: StoreKeyKind;
  name?: string;
  /** Origins like `https://shop.example`; only for widget keys. */
  allowedOrigins?: string[];
}

/** A store's keys. The key itself is returned once, by `create`, and cannot be read again. */
@Injectable()
export class ApiKeysService {
  constructor(private readonly keys: ApiKeyRepository) {}

  async create(
    scope: StoreScope,
    { kind, name, allowedOrigins }: NewApiKey,
  ): Promise<{ apiKey: ApiKey; key: string }> {
    const key = generateKey(kind);
    const apiKey = await this.keys.insert(scope, {
      kind,
      name: name ?? null,
      prefix: keyPrefix(key),
      keyHash: hashKey(key),
      allowedOrigins: allowedOrigins ?? [],
    });
    return { apiKey, key };
  }

  list(scope: StoreScope): Promise<ApiKey[]> {
    return this.keys.list(scope);
  }

  /** Takes effect on every process within a second, when `KeyDirectory` forgets what it knew. */
  async revoke(scope: StoreScope, id: string): Promise<void> {
    if (!(await this.keys.revoke(scope, id))) throw keyNotFound(id);
  }
}
