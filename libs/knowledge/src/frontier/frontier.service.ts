import { type ListSlice, StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { inParts } from '../in-parts.js';
import type { StoredPage } from '../pages/batches/page-batch.js';
import { FoldRepository } from './fold.repository.js';
import {
  type FoundPage,
  FrontierRepository,
  type LeasedPage,
  type PageResult,
  type Postponement,
} from './frontier.repository.js';
import type { OpenPages, OutcomeCounts, ReadCounts } from './frontier-counts.js';
import {
  type ListedPage,
  type ListPagesOptions,
  type OutcomeGroup,
  OutcomeRepository,
} from './outcome.repository.js';
import { planUnfolding } from './plan-unfolding.js';
import { RedirectRepository } from './redirect.repository.js';
import { TouchedPageRepository } from './touched-page.repository.js';
import {
  type Fold,
  type NearTwin,
  type Revision,
  type Twin,
  TwinRepository,
} from './twin.repository.js';

/** What the frontier needs to know of its ingest. */
export interface FrontierOwner {
  id: string;
  maxPages: number;
}

/**
 * A page that a worker died with is read apart, alone, and given up if that process dies (`JobsApart`). Where both processes
 * die together, for want of memory in one container for instance, it is given up at so many deaths.
 */
export const mostStops = 7;

/** A fifth of a lease, so that some renewals may be late. */
const renewMs = 2_000;
/** Far from any real site's structure, within reach of a calendar that never ends. */
const maxDepth = 20;

/** A site that leads from nothing to nothing is not followed for ever. Two more for each page that is of use. */
const mostUseless = (maxPages: number): number => maxPages * 5 + 500;

/** A statement of so many is soon over for those who wait. */
const rowsAtOnce = 500;

/** In a row, as within one request. */
const maxRedirects = 5;

/** A frontier may hold more than will be read, so that the best pages are read and not the first found. */
export const maxRows = (maxPages: number): number => Math.min(maxPages * 5 + 500, 100_000);

/**
 * The URLs of an ingest: which wait, who reads which, how each ended. Every change is a row, so a killed worker loses
 * nothing: its leases run out and the pages are read again. At most `maxPages` that are of use are taken, and of others
 * so many as no real site has.
 */
@Injectable()
export class FrontierService {
  constructor(
    private readonly connections: StoreConnections,
    private readonly frontier: FrontierRepository,
    private readonly touched: TouchedPageRepository,
    private readonly twins: TwinRepository,
    private readonly outcomes: OutcomeRepository,
    private readonly redirects: RedirectRepository,
    private readonly folds: FoldRepository,
  ) {}

  /** Adds what is new. In a fixed order, so that two workers that find the same links do not wait for each other. */
  async offer(
    scope: StoreScope,
    { id, maxPages }: FrontierOwner,
    pages: readonly FoundPage[],
  ): Promise<void> {
    // cut before it is sorted: a site names what matters first
    const near = pages.filter(({ depth }) => depth <= maxDepth).slice(0, maxRows(maxPages));
    const inOrder = near.toSorted((one, other) => (one.url < other.url ? -1 : 1));
    const leftOut = inOrder.filter(({ outcome }) => outcome === 'left_out');
    const folding = inOrder.filter(({ duplicateOf }) => duplicateOf !== undefined);
    const own = inOrder.filter(
      ({ outcome, duplicateOf }) => outcome !== 'left_out' && duplicateOf === undefined,
    );
    // all at once: they may be the last statements of a transaction
    await Promise.all([
      this.frontier.offer(scope, id, own, maxRows(maxPages)),
      this.folds.offer(scope, id, folding, maxRows(maxPages)),
      this.outcomes.noteLeftOut(scope, id, leftOut),
    ]);
  }

  /** Once all else is read: what folds into an address that is gone is read after all. False where nothing is. */
  async unfold(scope: StoreScope, ingestId: string): Promise<boolean> {
    const { readIds, moves } = planUnfolding(await this.folds.findEnds(scope, ingestId));
    for (const some of inParts(moves, rowsAtOnce)) await this.folds.move(scope, some);
    for (const some of inParts(readIds, rowsAtOnce)) await this.folds.reopen(scope, some);
    return readIds.length > 0;
  }

  /** Once it is known how all others ended: what folds stands for the same text as what it folds into. */
  async settleFolded(scope: StoreScope, ingestId: string): Promise<void> {
    const found = await this.folds.findTargets(scope, ingestId);
    const targets = new Map(found.flatMap((one) => (one.isFolded ? [] : [[one.url, one]])));
    const stands = found.flatMap(({ id, isFolded, duplicateOf }) => {
      const target = isFolded ? targets.get(duplicateOf ?? '') : undefined;
      return target === undefined ? [] : [[id, target] as const];
    });
    for (const some of inParts(stands, rowsAtOnce)) await this.folds.standFor(scope, some);
  }

  /**
   * Null once the ingest has ended, which `beat` tells; marking its life, that also makes callers take turns. What a worker
   * died with is given to callers in a process apart, and nothing else.
   */
  lease(
    scope: StoreScope,
    { id, maxPages }: FrontierOwner,
    { limit, isApart = false }: { limit: number; isApart?: boolean },
    beat: (tx: StoreScope, ingestId: string) => Promise<boolean>,
  ): Promise<LeasedPage[] | null> {
    return this.connections.transaction(scope, async (tx) => {
      const isActive = await beat(tx, id);
      if (!isActive) return null;
      return isApart
        ? this.touched.lease(tx, id, limit)
        : this.frontier.lease(tx, id, { limit, ...limitsOf(maxPages) });
    });
  }

  /** Nobody holds its pages any more: their worker is dead. */
  takeOver(scope: StoreScope, ingestId: string): Promise<void> {
    return this.touched.takeOver(scope, ingestId);
  }

  /** Ends what is in hand, with a reason; returns how many that were. */
  endHeld(scope: StoreScope, ingestId: string, detail: string): Promise<number> {
    return this.touched.endHeld(scope, ingestId, detail);
  }

  /** Which of some pages still wait for their outcome; holds them for the rest of the transaction. */
  lockOpen(tx: StoreScope, pageIds: readonly string[]): Promise<Set<string>> {
    return this.frontier.lockOpen(tx, pageIds);
  }

  finish(scope: StoreScope, results: ReadonlyMap<string, PageResult>): Promise<void> {
    return this.frontier.finish(scope, results);
  }

  postpone(scope: StoreScope, pageId: string, postponement: Postponement): Promise<void> {
    return this.frontier.postpone(scope, pageId, postponement);
  }

  /** Renews the leases while the work lasts, then gives back what was not read. */
  async whileHolding(
    scope: StoreScope,
    heldIds: () => readonly string[],
    work: () => Promise<void>,
  ): Promise<void> {
    const timer = setInterval(() => {
      // a lease that runs out is read twice at worst
      this.frontier.renew(scope, heldIds()).catch(() => undefined);
    }, renewMs);
    try {
      await work();
    } finally {
      clearInterval(timer);
      await this.frontier.giveBack(scope, heldIds());
    }
  }

  /** Ends what was found and will not be read, and says which bound ended it. */
  async closeFresh(scope: StoreScope, { id, maxPages }: FrontierOwner): Promise<void> {
    const { useful, useless } = await this.countOpen(scope, { id, maxPages });
    const why =
      useful >= maxPages
        ? `the limit of ${maxPages} pages is reached`
        : `${useless} addresses gave no page, more than are tried for ${useful} that did`;
    await this.outcomes.closeFresh(scope, id, `not read: ${why}`);
    await this.folds.endUnread(scope, id, `not read: ${why}`);
  }

  /** Ends all that is open: the site has only asked for time, again and again. */
  async giveUp(scope: StoreScope, ingestId: string): Promise<void> {
    const detail = 'not read: the site asks again and again to be left alone';
    await this.outcomes.closePutOff(scope, ingestId);
    await this.outcomes.closeFresh(scope, ingestId, detail);
    await this.folds.endUnread(scope, ingestId, detail);
  }

  countOpen(scope: StoreScope, { id, maxPages }: FrontierOwner): Promise<OpenPages> {
    return this.frontier.countOpen(scope, id, limitsOf(maxPages));
  }

  requeueFailed(tx: StoreScope, ingestId: string): Promise<void> {
    return this.frontier.requeueFailed(tx, ingestId);
  }

  async countOutcomes(scope: StoreScope, ingestId: string): Promise<Record<string, number>> {
    return (await this.tally(scope, ingestId)).outcomes;
  }

  /** The same with how many of them were not read for good reason. */
  tally(scope: StoreScope, ingestId: string): Promise<OutcomeCounts> {
    return this.outcomes.countOutcomes(scope, ingestId);
  }

  /** How many pages were read after the first ones, and in how many seconds; of a pause counts `longest`. */
  measurePace(
    scope: StoreScope,
    ingestId: string,
    longest: number,
  ): Promise<{ read: number; seconds: number }> {
    return this.outcomes.measurePace(scope, ingestId, longest);
  }

  groupOutcomes(scope: StoreScope, ingestId: string): Promise<OutcomeGroup[]> {
    return this.outcomes.groupOutcomes(scope, ingestId);
  }

  countReads(scope: StoreScope, ingestId: string): Promise<ReadCounts> {
    return this.outcomes.countReads(scope, ingestId);
  }

  findRepeats(
    scope: StoreScope,
    urls: readonly string[],
    release: number,
  ): Promise<Map<string, string>> {
    return this.outcomes.findRepeats(scope, urls, release);
  }

  /** Those of some addresses that are reached by as many redirects as are followed. */
  findLate(tx: StoreScope, ingestId: string, urls: readonly string[]): Promise<Set<string>> {
    return this.redirects.findLate(tx, ingestId, urls, maxRedirects);
  }

  /** Once all is read: what leads to no page, only from one redirect to the next. */
  endCircles(scope: StoreScope, ingestId: string): Promise<number> {
    const detail = 'it leads only from one redirect to the next';
    return this.redirects.endCircles(scope, ingestId, detail);
  }

  findTwins(scope: StoreScope, ingestId: string): Promise<Twin[]> {
    return this.twins.findTwins(scope, ingestId);
  }

  findNearTwins(scope: StoreScope, ingestId: string): Promise<NearTwin[]> {
    return this.twins.findNearTwins(scope, ingestId);
  }

  findFurniture(scope: StoreScope, ingestId: string): Promise<string[]> {
    return this.twins.findFurniture(scope, ingestId);
  }

  /** Says again how pages ended, after they were compared with each other. */
  revise(tx: StoreScope, revisions: readonly Revision[]): Promise<void> {
    return this.twins.revise(tx, revisions);
  }

  /** How a page ended that was stored. Addresses of versions that it replaced stand for it from now on. */
  async settle(
    tx: StoreScope,
    ingestId: string,
    { url, outcome, pageId, duplicateOf, replaced }: StoredPage & { url: string },
  ): Promise<PageResult> {
    const sameText = (other: string) => `same text as ${other}`;
    const fold = { keepId: pageId, url, detail: sameText(url) };
    const folds = replaced.map((id) => ({ ...fold, pageId: id }));
    if (folds.length > 0) await this.twins.foldAll(tx, ingestId, folds);
    return { outcome, pageId, duplicateOf, detail: duplicateOf && sameText(duplicateOf) };
  }

  foldAll(tx: StoreScope, ingestId: string, folds: readonly Fold[]): Promise<void> {
    return this.twins.foldAll(tx, ingestId, folds);
  }

  listPages(
    scope: StoreScope,
    ingestId: string,
    options: ListPagesOptions,
  ): Promise<ListSlice<ListedPage>> {
    return this.outcomes.listPages(scope, ingestId, options);
  }

  async clear(scope: StoreScope): Promise<void> {
    await this.frontier.delete(scope, {});
  }
}

const limitsOf = (maxPages: number) => ({ maxPages, mostUseless: mostUseless(maxPages) });
