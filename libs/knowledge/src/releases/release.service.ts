import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Release } from './release.entity.js';
import { ReleaseRepository } from './release.repository.js';

/** The versions of a store's knowledge: which is live, and which is being built. */
@Injectable()
export class ReleaseService {
  constructor(private readonly releases: ReleaseRepository) {}

  findLive(scope: StoreScope): Promise<Release | null> {
    return this.releases.findLive(scope);
  }

  /** Opens a release for building; it keeps the embedding model it was opened with. */
  open(scope: StoreScope, number: number, embeddingModel: string): Promise<Release> {
    return this.releases.open(scope, number, embeddingModel);
  }

  /** Removes all releases; from then on the store has no live knowledge. */
  async clear(scope: StoreScope): Promise<void> {
    await this.releases.setLive(scope, null);
    await this.releases.delete(scope, {});
  }
}
