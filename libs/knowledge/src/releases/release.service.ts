import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Release } from './release.entity.js';
import { type ReleaseContents, ReleaseRepository } from './release.repository.js';

/**
 * The versions of a store's knowledge. One is live, one may be building; what a release that never went live had written
 * is taken back before the next one writes.
 */
@Injectable()
export class ReleaseService {
  constructor(private readonly releases: ReleaseRepository) {}

  findLive(scope: StoreScope): Promise<Release | null> {
    return this.releases.findLive(scope);
  }

  get(scope: StoreScope, number: number): Promise<Release> {
    return this.releases.getNumber(scope, number);
  }

  /**
   * Opens a release for building, in the transaction that first writes to it; opening it again does nothing. What an
   * earlier one that never went live had written is taken back here.
   */
  async open(scope: StoreScope, number: number): Promise<void> {
    if (!(await this.releases.insertBuilding(scope, number))) return;
    const unfinished = await this.releases.find(scope, { status: 'building' });
    for (const each of unfinished) {
      if (each.number < number) await this.releases.undo(scope, each.number);
    }
  }

  /** Says with which model a release is embedded, as long as it is building. */
  async useModel(scope: StoreScope, number: number, embeddingModel: string): Promise<void> {
    await this.releases.update(scope, { number, status: 'building' }, { embeddingModel });
  }

  /** Gives a release up: readers and later releases see nothing of it. Does nothing once it went live. */
  async abandon(scope: StoreScope, number: number): Promise<void> {
    const release = await this.releases.findOne(scope, { number });
    if (release?.status === 'building') await this.releases.undo(scope, number);
  }

  /** The flip, for one transaction with the ingest's end: readers see the old release or this one, whole. */
  async publish(scope: StoreScope, number: number, contents: ReleaseContents): Promise<void> {
    await this.releases.markPublished(scope, number, contents);
    await this.releases.setLive(scope, number);
  }

  /** Keeps the live release and the one before; what only older ones showed is removed. */
  async purge(scope: StoreScope): Promise<void> {
    const [previous] = await this.releases.find(
      scope,
      { status: 'superseded' },
      { order: { number: 'DESC' }, take: 1 },
    );
    if (previous) await this.releases.purgeBefore(scope, previous.number);
  }

  /** Removes all releases; from then on the store has no live knowledge. */
  async clear(scope: StoreScope): Promise<void> {
    await this.releases.setLive(scope, null);
    await this.releases.delete(scope, {});
  }
}
