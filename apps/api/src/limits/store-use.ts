import { KnowledgeCaps } from '@app/knowledge';
import {
  ApiKeysService,
  type CapName,
  type LimitName,
  limitNames,
  type RateName,
  RequestLimits,
  storeLimits,
  StoreLimitsService,
  type StoreScope,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

export interface UsedLimit {
  name: LimitName;
  value: number;
  /** What it is where the store has none of its own. */
  usual: number;
  used: number;
  /** Null for what the store has. */
  seconds: number | null;
}

/** Puts the limits of a store and what it uses of each together, from the rooms that know. */
@Injectable()
export class StoreUse {
  constructor(
    private readonly limits: StoreLimitsService,
    private readonly requests: RequestLimits,
    private readonly knowledge: KnowledgeCaps,
    private readonly keys: ApiKeysService,
  ) {}

  async list(scope: StoreScope): Promise<UsedLimit[]> {
    const [values, usual] = [await this.limits.get(scope), this.limits.usual()];
    const had: Record<CapName, number> = {
      ...(await this.knowledge.use(scope)),
      keys: await this.keys.countValid(scope),
    };
    return Promise.all(
      limitNames.map(async (name) => {
        const isRate = 'seconds' in storeLimits[name];
        const used = isRate ? await this.taken(scope, name as RateName) : had[name as CapName];
        return { name, value: values[name], usual: usual[name], used, seconds: secondsOf(name) };
      }),
    );
  }

  /** Sets the store's own limits and tells them all. */
  async replace(scope: StoreScope, limits: Parameters<StoreLimitsService['replace']>[1]) {
    await this.limits.replace(scope, limits);
    return this.list(scope);
  }

  private async taken(scope: StoreScope, name: RateName): Promise<number> {
    return this.requests.usedOf(await this.limits.bucketOf(scope, name));
  }
}

function secondsOf(name: LimitName): number | null {
  const meaning = storeLimits[name];
  return 'seconds' in meaning ? meaning.seconds : null;
}
