import { setTimeout as sleep } from 'node:timers/promises';

import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { PageReader, type PageReading } from '../crawling/page-reader.js';
import { SiteOpener } from '../crawling/site-opener.js';
import type { LeasedPage } from '../frontier/frontier.repository.js';
import { HostTurns } from '../hosts/host-turns.service.js';
import type { FreshText } from '../pages/rechecks/page-recheck.entity.js';
import type { AskedPage, NewValidators } from '../pages/rechecks/page-recheck.repository.js';
import { SourceService } from '../sources/source.service.js';
import type { RecheckFailure } from './recheck.js';

export type SiteAnswer =
  | { outcome: 'unchanged'; at: Date; validators: NewValidators | null }
  | { outcome: 'changed'; at: Date; text: FreshText }
  | { outcome: 'gone'; at: Date }
  | { outcome: 'failed'; failure: RecheckFailure };

/** Real pages have a tenth of it; cutting more would hold up everybody in this process. */
const longestText = 200_000;
/** Another's request is waited for, another's crawl is not. */
const turnMs = 100;
const mostTurns = 5;
/** The crawl comes back to a page that fails; a shopper does not wait for that. */
const onceOnly = { depth: 0, attempts: Infinity, stops: 0, waits: Infinity };
const missing: readonly (number | null | undefined)[] = [404, 410];

/** One request for one page, by all the rules that the crawl keeps to; throws only when the signal aborts. */
@Injectable()
export class SiteQuestion {
  constructor(
    private readonly sources: SourceService,
    private readonly opener: SiteOpener,
    private readonly turns: HostTurns,
    private readonly reader: PageReader,
  ) {}

  async ask(scope: StoreScope, page: AskedPage, signal: AbortSignal): Promise<SiteAnswer> {
    const { host } = new URL(page.url);
    for (let tries = 0; tries < mostTurns && !signal.aborted; tries += 1) {
      const turn = await this.turns.takeFree(host, () => this.read(scope, page, signal));
      if (turn.isTaken) return turn.result;
      if (turn.waitMs > turnMs) break;
      await sleep(turnMs, undefined, { signal }).catch(() => undefined);
    }
    return { outcome: 'failed', failure: 'busy' };
  }

  private async read(scope: StoreScope, page: AskedPage, signal: AbortSignal): Promise<SiteAnswer> {
    const { rules } = await this.sources.getAny(scope, page.sourceId);
    const site = await this.opener.reopen(scope, page.sourceId, rules, signal);
    if (site === null) return { outcome: 'failed', failure: 'unknown_site' };
    if (site.scope.pageUrl(page.url) !== page.url)
      return { outcome: 'failed', failure: 'off_scope' };
    const { id, url, etag, lastModified, bodyHash } = page;
    const asked: LeasedPage = { ...onceOnly, id, url, etag, lastModified, bodyHash };
    return answerOf(page, await this.reader.read(site, asked, signal));
  }
}

function answerOf(page: AskedPage, reading: PageReading): SiteAnswer {
  switch (reading.kind) {
    case 'unmodified':
      return { outcome: 'unchanged', at: reading.fetchedAt, validators: null };
    case 'again':
      return { outcome: 'failed', failure: 'timeout' };
    case 'ended':
      return endOf(reading.result);
    case 'text':
      return textOf(page, reading);
    default:
      return reading satisfies never;
  }
}

/** A page that is no page any more, or does not want to be quoted. */
function endOf({
  outcome,
  httpStatus,
  fetchedAt,
}: Extract<PageReading, { kind: 'ended' }>['result']): SiteAnswer {
  const isGone = outcome === 'soft_404' || outcome === 'noindex' || missing.includes(httpStatus);
  return isGone
    ? { outcome: 'gone', at: fetchedAt ?? new Date() }
    : { outcome: 'failed', failure: outcome };
}

function textOf(
  { contentHash, kind }: AskedPage,
  { page, fetchedAt: at, validators }: Extract<PageReading, { kind: 'text' }>,
): SiteAnswer {
  if (page.contentHash === contentHash && page.kind === kind)
    return { outcome: 'unchanged', at, validators };
  if (page.markdown.length > longestText) return { outcome: 'failed', failure: 'too_long' };
  const { title, description, language, markdown, products } = page;
  const said = { title, description, language, markdown, products };
  return {
    outcome: 'changed',
    at,
    text: { ...said, kind: page.kind, contentHash: page.contentHash },
  };
}
