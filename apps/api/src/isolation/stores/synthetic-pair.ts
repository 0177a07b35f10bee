import {
  type SyntheticStore,
  SyntheticStores,
  TENANCY_CONFIG,
  type TenancyConfig,
} from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

import { InProcessApi } from '../in-process-api.js';
import type { SeededStore } from './synthetic-content.js';
import { SyntheticStoreSeeder } from './synthetic-store-seeder.js';

/** The store that is looked for and the store that looks, each with a key of this run. */
export interface Pair {
  target: SeededStore & { key: string };
  other: SeededStore & { key: string };
}

interface NewKey {
  id: string;
  key: string;
}

const names = [
  'isolation check: the one looked for',
  'isolation check: the one that looks',
] as const;

/** The two stores of the check: made at its first run in a deployment and used again by each later one. */
@Injectable()
export class SyntheticPair {
  constructor(
    private readonly stores: SyntheticStores,
    private readonly api: InProcessApi,
    private readonly seeder: SyntheticStoreSeeder,
    @Inject(TENANCY_CONFIG) private readonly config: TenancyConfig,
  ) {}

  async open(): Promise<Pair> {
    const [target, other] = [await this.find(names[0]), await this.find(names[1])];
    if (target === null || other === null) return this.make();
    const [forTarget, forOther] = await this.newKeys(target.storeId, other.storeId);
    return { target: withKey(target, forTarget), other: withKey(other, forOther) };
  }

  /** For a pair whose things are there no more, for instance after a retention period: the next run makes another. */
  async discard(): Promise<void> {
    for (const { id } of await this.stores.list()) {
      await this.admin('DELETE', `/api/v1/stores/${id}`);
    }
  }

  private async make(): Promise<Pair> {
    await this.discard();
    const targetId = await this.stores.create(names[0]);
    const otherId = await this.stores.create(names[1]);
    const [forTarget, forOther] = await this.newKeys(targetId, otherId);
    const other = await this.seeder.seedOther(otherId, forOther.key);
    const target = await this.seeder.seedTarget(targetId, forTarget.key);
    return { target: withKey(target, forTarget), other: withKey(other, forOther) };
  }

  private async find(wanted: string): Promise<SeededStore | null> {
    const store = (await this.stores.list()).find(({ name }) => name === wanted);
    return store ? seededStore(store) : null;
  }

  private async newKeys(target: string, other: string): Promise<[NewKey, NewKey]> {
    const [first, second] = [await this.newKey(target), await this.newKey(other)];
    await this.stores.forgetKeys([first.id, second.id]);
    return [first, second];
  }

  private async newKey(storeId: string): Promise<NewKey> {
    const body = { kind: 'store', name: 'isolation check' };
    const made = await this.admin('POST', `/api/v1/stores/${storeId}/keys`, body);
    return { id: String(made['id']), key: String(made['key']) };
  }

  private admin(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const key = this.config.adminApiKey;
    if (key === undefined) throw new Error('ADMIN_API_KEY is not set, so nothing can be prepared');
    return this.api.json({ method, path, body, key });
  }
}

function seededStore({ id, settings }: SyntheticStore): SeededStore | null {
  const { marker, ids } = settings as Partial<SeededStore>;
  return marker && ids ? { storeId: id, marker, ids } : null;
}

const withKey = (store: SeededStore, { id, key }: NewKey) => ({
  ...store,
  key,
  ids: { ...store.ids, key_id: id },
});
