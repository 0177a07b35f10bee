import { Injectable } from '@nestjs/common';

import type { StoreScope } from '../scope/store-scope.js';

/** What a room finds for questions of its own making, one line each: alike wherever the same rows are. Writes nothing. */
export type Sampler = (scope: StoreScope) => Promise<string[]>;

/**
 * What is asked of a store in two databases before one takes the place of the other, beyond the rows themselves. The rooms
 * name what they ask, since this one does not know what a search is.
 */
@Injectable()
export class StoreSamples {
  private readonly samplers = new Map<string, Sampler>();

  register(room: string, sampler: Sampler): void {
    this.samplers.set(room, sampler);
  }

  /** By the name of the room. */
  async take(scope: StoreScope): Promise<Map<string, string[]>> {
    const taken = new Map<string, string[]>();
    for (const [room, sampler] of this.samplers) taken.set(room, await sampler(scope));
    return taken;
  }
}
