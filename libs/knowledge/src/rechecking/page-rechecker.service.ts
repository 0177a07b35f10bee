import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { StoreScope } from '@app/tenancy';
import { describeError } from '@app/tenancy';
import { Injectable, Logger } from '@nestjs/common';

import { splitPage } from '../chunking/split-page.js';
import { stripBlocks } from '../indexing/strip-blocks.js';
import { SourceIngests } from '../ingests/source-ingests.js';
import type { FreshText, RecheckOutcome } from '../pages/rechecks/page-recheck.entity.js';
import {
  type AskedPage,
  type KnownRecheck,
  PageRecheckRepository,
  type RecheckEnd,
} from '../pages/rechecks/page-recheck.repository.js';
import type { Recheck, RecheckFailure } from './recheck.js';
import { type SiteAnswer, SiteQuestion } from './site-question.service.js';

/** In which a site is asked and its page read; a shopper waits for it. */
const askMs = 1_400;
/** How often one that waits for another's question looks. */
const lookMs = 50;
/** A site that failed is left alone, a page that is gone is asked for again, after that. */
const restMs = 5 * 60_000;
/** One that only may not be asked at this moment. */
const shortRestMs = 5_000;

export interface RecheckWish {
  pageId: string;
  /** What the site said longer ago is asked again. */
  maxAgeMs: number;
}

/**
 * Asks a site whether one page of it is still as the live release has it, while a shopper waits: once for all who ask at
 * the same time, in all processes, and once in all. What has changed is read, kept beside the version, and read again for the
 * next release. Whatever goes wrong, the version stays what is known; throws only when the caller aborts.
 */
@Injectable()
export class PageRechecker {
  private readonly logger = new Logger(PageRechecker.name);

  constructor(
    private readonly rechecks: PageRecheckRepository,
    private readonly site: SiteQuestion,
    private readonly ingests: SourceIngests,
  ) {}

  /** Null for a page that no website gave. */
  async recheck(
    scope: StoreScope,
    wish: RecheckWish,
    signal: AbortSignal,
  ): Promise<Recheck | null> {
    try {
      const page = await this.rechecks.findAsked(scope, wish.pageId);
      return page && (await this.find(scope, page, wish, signal));
    } catch (error) {
      signal.throwIfAborted();
      this.logger.warn({ error: describeError(error) }, 'a page could not be asked for again');
      return { outcome: 'failed', failure: 'fault', checkedAt: null, page: null };
    }
  }

  /** What another found is taken, one that is asking is waited for. */
  private async find(
    scope: StoreScope,
    page: AskedPage,
    { pageId, maxAgeMs }: RecheckWish,
    signal: AbortSignal,
  ): Promise<Recheck> {
    const { fetchedAt } = page;
    // another question has had it asked for since the search
    if (Date.now() - fetchedAt.getTime() < maxAgeMs)
      return { outcome: 'unchanged', failure: null, checkedAt: fetchedAt, page: null };
    const runId = randomUUID();
    const limit = AbortSignal.any([signal, AbortSignal.timeout(askMs)]);
    while (!(await this.rechecks.claim(scope, { pageId, runId, maxAgeMs }))) {
      const now = await this.rechecks.findKnown(scope, pageId);
      if (now?.isClaimed === false) return toRecheck(page, now);
      const then = await this.awaitOther(scope, pageId, limit);
      signal.throwIfAborted();
      if (limit.aborted) return toRecheck(page, then, then?.isClaimed === false ? null : 'late');
    }
    return this.ask(scope, page, runId, { limit, signal });
  }

  /** Only looks: a hundred who claimed every 50 ms would each lock the row. Null where the page is no more. */
  private async awaitOther(
    scope: StoreScope,
    pageId: string,
    limit: AbortSignal,
  ): Promise<KnownRecheck | null> {
    let known: KnownRecheck | null;
    do {
      await sleep(lookMs, undefined, { signal: limit }).catch(() => undefined);
      known = await this.rechecks.findKnown(scope, pageId);
    } while (known?.isClaimed === true && !limit.aborted);
    return known;
  }

  private async ask(
    scope: StoreScope,
    page: AskedPage,
    runId: string,
    { limit, signal }: { limit: AbortSignal; signal: AbortSignal },
  ): Promise<Recheck> {
    let end: RecheckEnd = { runId, restMs: 0, failure: 'fault' };
    try {
      const answer = await this.site.ask(scope, page, limit).catch((error: unknown) => {
        if (!limit.aborted || signal.aborted) throw error;
        return { outcome: 'failed', failure: 'late' } as const;
      });
      end = { runId, ...(await this.endOf(scope, page, answer)) };
    } finally {
      await this.rechecks.end(scope, page.id, end);
    }
    return toRecheck(page, await this.rechecks.findKnown(scope, page.id));
  }

  /** Writes what the answer tells of the version, and has a page that is other than before read for the next release. */
  private async endOf(
    scope: StoreScope,
    page: AskedPage,
    answer: SiteAnswer,
  ): Promise<Omit<RecheckEnd, 'runId'>> {
    if (answer.outcome === 'failed') {
      const { failure } = answer;
      return { failure, restMs: failure === 'busy' ? shortRestMs : restMs };
    }
    const { outcome, at } = answer;
    if (outcome === 'changed') {
      const said = { outcome, at, ...(await this.takeText(scope, page, answer.text)) };
      return { failure: null, restMs: 0, said };
    }
    if (outcome === 'gone') await this.readAgain(scope, page);
    else await this.rechecks.keepMet(scope, page.id, at, answer.validators);
    return { failure: null, restMs: outcome === 'gone' ? restMs : 0, said: { outcome, at } };
  }

  /** A text that was quoted keeps its name, another one gets its own. The ingest that was to read it may have failed since. */
  private async takeText(scope: StoreScope, page: AskedPage, text: FreshText) {
    const before = await this.rechecks.findKnown(scope, page.id);
    const isKnown = before?.contentHash === text.contentHash;
    await this.readAgain(scope, page);
    return { text, ...(!isKnown && { textId: randomUUID() }) };
  }

  /** A version that an ingest has ended by now is being read again anyway. */
  private async readAgain(scope: StoreScope, { id }: AskedPage): Promise<void> {
    await this.ingests.refresh(scope, id, { mayJoin: true }).catch((error: unknown) => {
      this.logger.warn({ error: describeError(error) }, 'a page was not queued to be read again');
    });
  }
}

/** What a crawl has met since then counts for more than what was said before. */
async function toRecheck(
  page: AskedPage,
  known: KnownRecheck | null,
  why: RecheckFailure | null = null,
): Promise<Recheck> {
  const failure = why ?? ((known?.failure ?? null) as RecheckFailure | null);
  if (known === null || !isNews(known, page))
    return { outcome: 'failed', failure, checkedAt: null, page: null };
  const { outcome, checkedAt, id, text } = known;
  if (outcome !== 'changed' || text === null) return { outcome, failure, checkedAt, page: null };
  const chunks = await splitPage(stripBlocks(text.markdown, new Set(page.strippedHashes)));
  return { outcome, failure, checkedAt, page: { ...text, id, fetchedAt: checkedAt, chunks } };
}

type News = KnownRecheck & { outcome: RecheckOutcome; checkedAt: Date };

function isNews(known: KnownRecheck, { fetchedAt }: AskedPage): known is News {
  return known.outcome !== null && known.checkedAt !== null && known.checkedAt >= fetchedAt;
}
