import { type AddOptions, AppError, StoreQueue, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { crawlPagesJob } from '../jobs/crawl-pages.job.js';
import { indexPagesJob } from '../jobs/index-pages.job.js';
import { laneOf } from '../jobs/ingest-lane.js';
import type { IngestStep } from '../jobs/ingest-step.js';
import { publishReleaseJob } from '../jobs/publish-release.job.js';
import { ReleaseService } from '../releases/release.service.js';
import { type Ingest, type IngestStatus } from './ingest.entity.js';
import { IngestRepository } from './ingest.repository.js';

/** The job that carries an ingest on from each status; one that waits or has ended needs none. */
const jobOfStatus: Partial<Record<IngestStatus, typeof crawlPagesJob>> = {
  queued: crawlPagesJob,
  crawling: crawlPagesJob,
  indexing: indexPagesJob,
  publishing: publishReleaseJob,
};

export const jobOf = ({ status }: Pick<Ingest, 'status'>) => jobOfStatus[status];

const beatMs = 5_000;
/** Shorter than what the sweep takes for a standstill. A longer pause is made of several. */
const longestPauseMs = 15_000;
/** More than bad luck explains: a worker or two killed, a database restarted. */
const maxStarts = 10;
const stuckDetail = `The same step was begun ${maxStarts} times and never came to an end. What was live stays; the log of the worker names the fault, and a resume tries it again.`;

/** A server that is away, a model for instance: worth waiting for, however long. */
const isPassing = (error: unknown): boolean =>
  error instanceof AppError && ['unavailable', 'rate_limited'].includes(error.kind);

/** What a crawl learns about its site before it reads pages. */
export type SurveyedSite = Partial<
  Pick<Ingest, 'siteUrl' | 'robotsTxt' | 'robotsReadAt' | 'sitemapsReadAt' | 'unknownAnswer'>
>;

/** Moves an ingest from step to step and gives it its next nudge, under a number of its own. Does nothing once it has ended. */
@Injectable()
export class IngestStepper {
  constructor(
    private readonly ingests: IngestRepository,
    private readonly queue: StoreQueue,
    private readonly releases: ReleaseService,
  ) {}

  /** The ingest, crawling from now on if it waited; null as for `begin`. */
  async beginCrawl(scope: StoreScope, step: IngestStep): Promise<Ingest | null> {
    await this.ingests.advance(scope, step.ingestId, ['queued'], 'crawling');
    return this.begin(scope, step, 'crawling');
  }

  /**
   * The ingest, if it is at that status; null when it has moved on, or when it was nudged again since: only the newest
   * nudge goes on, so that nudges of the sweep do not multiply. It is given once more, in case that its worker died before.
   */
  async begin(
    scope: StoreScope,
    { ingestId, slice }: IngestStep,
    at: IngestStatus,
  ): Promise<Ingest | null> {
    const ingest = await this.ingests.get(scope, ingestId);
    if (ingest.status === at && ingest.slice === slice) return ingest;
    await this.nudge(scope, ingest);
    return null;
  }

  /** Marks life; false tells that the ingest has ended, by a cancel for instance. */
  readonly beat = (scope: StoreScope, ingestId: string): Promise<boolean> =>
    this.ingests.beat(scope, ingestId);

  /**
   * Runs a slice, marking life every few seconds while it lasts, so that the sweep leaves the ingest alone. A slice that
   * was begun too often and never ended, since it stops its worker or meets a fault of ours, fails the ingest instead.
   */
  async runSlice(scope: StoreScope, ingestId: string, work: () => Promise<void>): Promise<void> {
    const starts = await this.ingests.beginSlice(scope, ingestId);
    if (starts === null) return;
    if (starts > maxStarts) {
      await this.fail(scope, ingestId, 'KNOWLEDGE_INGEST_STUCK', stuckDetail);
      return;
    }
    const timer = setInterval(() => {
      // A missed beat costs nothing but a nudge too many.
      this.beat(scope, ingestId).catch(() => undefined);
    }, beatMs);
    try {
      await work();
    } catch (error) {
      if (isPassing(error)) await this.ingests.forgiveStarts(scope, ingestId);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  /** The newest ingest of a source that knows its site and its robots.txt; null before the first one does. */
  findSurveyed(scope: StoreScope, sourceId: string): Promise<Ingest | null> {
    return this.ingests.findSurveyed(scope, sourceId);
  }

  async noteSite(scope: StoreScope, ingestId: string, site: SurveyedSite): Promise<void> {
    await this.ingests.update(scope, { id: ingestId }, site);
  }

  /** Ends the ingest with a reason; what it built is never seen, the live release goes on serving. */
  async fail(scope: StoreScope, ingestId: string, code: string, detail: string): Promise<void> {
    if (await this.ingests.fail(scope, ingestId, code, detail)) {
      const { releaseNumber } = await this.ingests.get(scope, ingestId);
      await this.releases.close(scope, releaseNumber);
    }
    await this.startNext(scope);
  }

  /** To be called when an ingest has ended: the next one that waits begins. The sweep does it, too, should this be lost. */
  async startNext(scope: StoreScope): Promise<void> {
    const next = await this.ingests.startNext(scope);
    if (next !== null) await this.nudge(scope, next);
  }

  /** Ends the ingest well, for the transaction that makes its release live; false when a cancel came first. */
  complete(tx: StoreScope, ingestId: string): Promise<boolean> {
    return this.ingests.advance(tx, ingestId, ['publishing'], 'live');
  }

  /** The same where nothing had changed, so that a release stays live and the ingest's own is not made. */
  async completeUnchanged(tx: StoreScope, id: string, keptRelease: number): Promise<boolean> {
    if (!(await this.complete(tx, id))) return false;
    await this.ingests.update(tx, { id }, { keptRelease });
    return true;
  }

  /** Ends the ingest with its release held, for one transaction with that; false when a cancel came first. */
  async hold(tx: StoreScope, id: string, code: string, detail: string): Promise<boolean> {
    if (!(await this.ingests.advance(tx, id, ['publishing'], 'held'))) return false;
    await this.ingests.update(tx, { id }, { errorCode: code, errorDetail: detail });
    return true;
  }

  /** Another slice of the same step, at once or after a delay, and in a process apart where it may stop its worker. */
  async again(scope: StoreScope, ingestId: string, delayMs = 0, isApart = false): Promise<void> {
    const slice = await this.ingests.nextSlice(scope, ingestId);
    if (slice === null) return;
    const ingest = await this.ingests.get(scope, ingestId);
    await this.nudge(scope, ingest, { delayMs: Math.min(delayMs, longestPauseMs), isApart });
  }

  /** Queues the job of the step that the ingest is at, under its present number: a second time changes nothing. */
  async nudge(scope: StoreScope, ingest: Ingest, how: AddOptions = {}): Promise<void> {
    const job = jobOf(ingest);
    const step = { ingestId: ingest.id, slice: ingest.slice };
    const { sourceId, traceparent } = ingest;
    const options = { ...how, sourceId, traceparent, lane: laneOf(ingest) };
    if (job) await this.queue.add(scope, job, step, options);
  }

  /** How many slices of other ingests wait in front of its own; null while its own is being run, or waits for a time. */
  async countAhead(scope: StoreScope, ingest: Ingest): Promise<number | null> {
    const job = jobOf(ingest);
    const step = { ingestId: ingest.id, slice: ingest.slice };
    return job === undefined ? null : this.queue.countAhead(scope, job, step);
  }

  /** Moves the ingest to its next status and nudges that; nothing happens where another worker or a cancel was first. */
  async advance(
    scope: StoreScope,
    ingestId: string,
    from: readonly IngestStatus[],
    to: IngestStatus,
  ): Promise<void> {
    if (await this.ingests.advance(scope, ingestId, from, to)) await this.again(scope, ingestId);
  }
}
