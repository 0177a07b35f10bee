import {
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoresService,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { releaseNotBuilding, releaseNotKept } from '../knowledge.errors.js';
import { type GateProblem, keptStatuses, type Release } from './release.entity.js';
import {
  type DescribedRelease,
  type ReleaseContents,
  ReleaseRepository,
} from './release.repository.js';
import { readReleaseSettings } from './release-settings.js';
import { VersionRepository } from './version.repository.js';

/**
 * The versions of a store's knowledge. One is live, one may be building on it; those after the live one, held or rolled
 * away from, are kept until the next ingest writes, which takes back what they had written.
 */
@Injectable()
export class ReleaseService {
  /** Which release a transaction holds open, by its scope: until it ends nobody can close that. */
  private readonly held = new WeakMap<StoreScope, number>();

  constructor(
    private readonly connections: StoreConnections,
    private readonly stores: StoresService,
    private readonly releases: ReleaseRepository,
    private readonly versions: VersionRepository,
  ) {}

  findLive(scope: StoreScope): Promise<Release | null> {
    return this.releases.findLive(scope);
  }

  get(scope: StoreScope, number: number): Promise<Release> {
    return this.releases.getNumber(scope, number);
  }

  describe(scope: StoreScope, number: number): Promise<DescribedRelease> {
    return this.releases.describe(scope, number);
  }

  list(scope: StoreScope, slice: SliceOptions): Promise<ListSlice<DescribedRelease>> {
    return this.releases.list(scope, slice);
  }

  /** What a release is to be compared with: the live one, and the live one with the one before. */
  async findNeighbour(scope: StoreScope, number: number): Promise<number | null> {
    const live = await this.releases.findLive(scope);
    if (live !== null && live.number !== number) return live.number;
    return this.releases.findBefore(scope, number);
  }

  /** One that shows all it ever showed; throws KNOWLEDGE_RELEASE_NOT_KEPT for any other. */
  async getKept(scope: StoreScope, number: number): Promise<Release> {
    const release = await this.releases.getNumber(scope, number);
    if (!keptStatuses.includes(release.status)) throw releaseNotKept(number, release.status);
    return release;
  }

  /**
   * To be called first by every transaction that writes to a release. The first one opens it: it builds on what is live
   * at that moment, so what came after that and is not live is taken back: true then, since what was read before tells
   * nothing. Throws once the release is given up, so that a late writer leaves nothing behind.
   */
  async open(tx: StoreScope, number: number): Promise<boolean> {
    if (this.held.get(tx) === number) return false;
    const isFirst = await this.holdOpen(tx, number);
    this.held.set(tx, number);
    return isFirst;
  }

  private async holdOpen(tx: StoreScope, number: number): Promise<boolean> {
    const status = await this.releases.holdStatus(tx, number);
    if (status === 'building') return false;
    if (status !== null) throw releaseNotBuilding(number);
    const live = (await this.releases.lockLive(tx)) ?? 0;
    if (await this.releases.insertBuilding(tx, number, live)) {
      await this.releases.retireAfter(tx, live, number);
      await this.versions.rewind(tx, live);
    } else if ((await this.releases.holdStatus(tx, number)) !== 'building') {
      throw releaseNotBuilding(number);
    }
    return true;
  }

  /** Says with which model a release is embedded, as long as it is building. */
  async useModel(scope: StoreScope, number: number, embeddingModel: string): Promise<void> {
    await this.releases.update(scope, { number, status: 'building' }, { embeddingModel });
  }

  /** Says what a release turned out to hold, as long as it is building; the search reads it. */
  async noteContents(scope: StoreScope, number: number, contents: ReleaseContents): Promise<void> {
    await this.releases.update(scope, { number, status: 'building' }, contents);
  }

  /** To be called first by every transaction that changes what is live or ends an ingest's release. */
  async lock(tx: StoreScope): Promise<void> {
    await this.releases.lockLive(tx);
  }

  /** Lets nobody write to a release any more; what it had written is taken back when the next one is opened. */
  async close(tx: StoreScope, number: number): Promise<void> {
    await this.releases.update(tx, { number, status: 'building' }, { status: 'failed' });
  }

  /**
   * Lets a closed release be written to again. False where what it had written was taken back, or where it was built on
   * another release than the live one. For a transaction that holds `lock`.
   */
  reopen(tx: StoreScope, number: number): Promise<boolean> {
    return this.releases.reopen(tx, number);
  }

  /** Null where the release was never opened: nothing was written to it. */
  find(scope: StoreScope, number: number): Promise<Release | null> {
    return this.releases.findOne(scope, { number });
  }

  /** The live release, where a building one would show just the same pages; else null. */
  async findSame(scope: StoreScope, number: number): Promise<Release | null> {
    const [live, built] = await Promise.all([this.findLive(scope), this.find(scope, number)]);
    if (live === null || built?.status !== 'building' || built.buildsOn !== live.number)
      return null;
    if (built.embeddingModel !== live.embeddingModel) return null;
    return (await this.versions.hasOtherPages(scope, number)) ? null : live;
  }

  /** Forgets a release that is not to be made. */
  async discard(tx: StoreScope, number: number): Promise<void> {
    await this.releases.delete(tx, { number, status: 'building' });
  }

  /** The flip, for one transaction with the ingest's end: readers see the old release or this one, whole. */
  async publish(tx: StoreScope, number: number): Promise<void> {
    await this.releases.update(tx, { number }, { publishedAt: new Date() });
    await this.switchTo(tx, number);
  }

  /** Keeps a release that is whole from readers, with the reasons. */
  async hold(tx: StoreScope, number: number, heldFor: GateProblem[]): Promise<void> {
    await this.releases.update(tx, { number }, { status: 'held', heldFor });
  }

  /** Makes a kept release the live one: one update of the store's row for readers. */
  async switchTo(tx: StoreScope, number: number): Promise<void> {
    await this.releases.update(tx, { status: 'live' }, { status: 'superseded' });
    await this.releases.update(tx, { number }, { status: 'live' });
    await this.releases.setLive(tx, number);
  }

  /**
   * Keeps the live release and as many before it as the store wants, the newest ones; what only older ones showed is
   * removed in short statements, so that nobody waits. A kill leaves the rest to whoever purges next, the sweep at last.
   */
  async purge(scope: StoreScope): Promise<void> {
    const { kept } = readReleaseSettings((await this.stores.get(scope)).settings);
    const oldest = await this.connections.transaction(scope, async (tx) => {
      const live = await this.releases.lockLive(tx);
      return live === null ? 0 : this.releases.retireBefore(tx, live, kept - 1);
    });
    while (await this.versions.purgeSome(scope, oldest));
    await this.releases.notePurged(scope, oldest);
  }

  /** Removes all releases; from then on the store has no live knowledge. */
  async clear(tx: StoreScope): Promise<void> {
    await this.releases.setLive(tx, null);
    await this.releases.delete(tx, {});
  }
}
