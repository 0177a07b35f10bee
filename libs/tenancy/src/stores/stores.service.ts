import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';

import { Databases } from '../database/connections/databases.js';
import { PlatformRepository } from '../database/platform.repository.js';
import type { Erasure } from '../erasures/erasure.js';
import { StoreEraser } from '../erasures/store-eraser.js';
import { StoreCopies } from '../placements/store-copies.js';
import { placesForgottenAfterMs } from '../placements/store-places.js';
import { StoreScope } from '../scope/store-scope.js';
import { domainTaken, shopifyDomainTaken, storeExists } from '../tenancy.errors.js';
import { CredentialVault } from './credential-vault.js';
import { shopifyDomainKey } from './shopify-shops.js';
import type { ShownStore, Store } from './store.entity.js';
import { StoreRepository } from './store.repository.js';

export interface NewStore {
  id?: string;
  name: string;
  domain?: string | null;
  platform?: string | null;
  shopifyDomain?: string | null;
  settings?: Record<string, unknown>;
  apiCredentials?: Record<string, unknown>;
  /** Left out: shared. */
  placement?: string;
}
export type StoreChanges = Partial<Omit<NewStore, 'id' | 'placement'>> & { isActive?: boolean };

/** Creating, reading, changing and erasing stores. Credentials go in sealed and never come out. */
@Injectable()
export class StoresService {
  constructor(
    private readonly platform: PlatformRepository,
    private readonly stores: StoreRepository,
    private readonly vault: CredentialVault,
    private readonly eraser: StoreEraser,
    private readonly databases: Databases,
    private readonly copies: StoreCopies,
  ) {}

  /** A store that does not exist has no scope yet, so its row is made as the platform. Throws TENANCY_PLACEMENT_UNKNOWN. */
  async create(store: NewStore): Promise<ShownStore> {
    const id = store.id ?? randomUUID();
    const home = await this.databases.get(store.placement ?? this.databases.shared.name);
    const sealed = store.apiCredentials ? this.vault.seal(id, store.apiCredentials) : null;
    const [row] = await this.platform
      .rows<ShownStore>(
        `INSERT INTO stores (id, name, domain, platform, shopify_domain, settings, credentials, placement)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         RETURNING id, name, domain, platform, shopify_domain AS "shopifyDomain", is_active AS "isActive", settings, placement,
           live_release AS "liveRelease", created_at AS "createdAt", updated_at AS "updatedAt"`,
        [
          id,
          store.name,
          store.domain ?? null,
          store.platform ?? null,
          store.shopifyDomain ?? null,
          JSON.stringify(store.settings ?? {}),
          sealed,
          home.name,
        ],
      )
      .catch((error: unknown) => {
        throw duplicate(error, id, store);
      });
    // where this process dies before it, `StoreCopySweep` does it
    await this.copies.put(home, StoreScope.open(id));
    // a process that does not know yet where it lives would write its first rows into the shared database
    if (home !== this.databases.shared) await sleep(placesForgottenAfterMs);
    return row as ShownStore;
  }

  get(scope: StoreScope): Promise<Store> {
    return this.stores.get(scope);
  }

  async update(scope: StoreScope, { apiCredentials, ...changes }: StoreChanges): Promise<Store> {
    const credentials = apiCredentials && this.vault.seal(scope.storeId, apiCredentials);
    const patch = credentials ? { ...changes, credentials } : changes;
    if (Object.keys(patch).length > 0) {
      await this.stores.update(scope, patch).catch((error: unknown) => {
        throw duplicate(error, scope.storeId, changes);
      });
    }
    return this.stores.get(scope);
  }

  /** Erases the store and everything it owns; the receipt counts what was erased and what is left of each place. */
  remove(scope: StoreScope): Promise<Erasure> {
    return this.eraser.erase(scope);
  }
}

function duplicate(error: unknown, id: string, { domain, shopifyDomain }: StoreChanges): unknown {
  const { code, constraint } = ((error as { driverError?: unknown }).driverError ?? {}) as {
    code?: string;
    constraint?: string;
  };
  if (code !== '23505') return error;
  if (constraint === shopifyDomainKey) return shopifyDomainTaken(shopifyDomain ?? '');
  return constraint === 'stores_pkey' ? storeExists(id) : domainTaken(domain ?? '');
}
