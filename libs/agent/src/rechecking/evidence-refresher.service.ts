import { PageRechecker, type Recheck, type RetrievedChunk, takePlaces } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { type Evidence, weigh } from '../answering/evidence-finder.js';
import { quoteOf } from '../extracting/excerpt.js';
import type { AnswerTrace } from '../receipts/answer-trace.js';
import type { AgentSettings } from '../settings/agent-settings.js';
import type { MaxAges } from '../settings/max-ages.js';
import { ageTopic } from './age-topic.js';
import type { RecheckNote } from './recheck-note.js';

/** A page that is older than its topic may be. */
interface OldPage {
  pageId: string;
  url: string;
  maxAgeMs: number;
}

interface RefreshedEvidence {
  evidence: Evidence;
  /** Null where the page is none that could be asked for. */
  note: RecheckNote | null;
}

/** The answer for which it is done. */
interface Answering {
  settings: Pick<AgentSettings, 'maxAges'>;
  /** Asks no site. */
  isTrial: boolean;
  trace: AnswerTrace;
  signal: AbortSignal;
}

const HOUR_MS = 3_600_000;

/** Has the page asked for that an answer would rest on, where it is older than its topic may be: one page a question. */
@Injectable()
export class EvidenceRefresher {
  constructor(private readonly rechecker: PageRechecker) {}

  /** What an answer would rest on, asked for again where it is too old; says that it does. */
  async *recheck(
    scope: StoreScope,
    found: Evidence,
    { settings: { maxAges }, isTrial, trace, signal }: Answering,
    product?: RetrievedChunk,
  ): AsyncGenerator<{ type: 'status'; stage: 'rechecking' }, Evidence> {
    const old = isTrial ? null : this.oldPage(found, maxAges, product);
    if (old === null) return found;
    yield { type: 'status', stage: 'rechecking' };
    const { evidence, note } = await this.refresh(scope, found, old, signal);
    trace.rechecked(evidence, note);
    return evidence;
  }

  /**
   * The page of the product that was looked up, else of the best piece that was found; null where it is young enough, or its
   * age does not matter.
   */
  oldPage(
    { question, findings, results }: Evidence,
    maxAges: MaxAges,
    product?: RetrievedChunk,
  ): OldPage | null {
    const [best] = findings.excerpts;
    const chunk = product ?? best?.chunk ?? results[0];
    if (chunk === undefined) return null;
    const text = best === undefined ? chunk.text : quoteOf(best);
    // a translation may be in a language whose words for prices are not known
    const asked = [question.text, question.said].filter(Boolean).join('\n');
    const topic = product ? 'prices' : ageTopic(asked, { ...chunk, text });
    const maxAgeMs = maxAges[topic] * HOUR_MS;
    const isOld = maxAgeMs > 0 && Date.now() - chunk.fetchedAt.getTime() > maxAgeMs;
    return isOld ? { pageId: chunk.pageId, url: chunk.url, maxAgeMs } : null;
  }

  /** What was found, with that page as its site has it now. It takes a second and a half at most. */
  private async refresh(
    scope: StoreScope,
    evidence: Evidence,
    { url, ...wish }: OldPage,
    signal: AbortSignal,
  ): Promise<RefreshedEvidence> {
    const startedAt = performance.now();
    const recheck = await this.rechecker.recheck(scope, wish, signal);
    if (recheck === null) return { evidence, note: null };
    const { outcome, failure, page } = recheck;
    const fresh = page && { pageId: page.id, contentHash: page.contentHash };
    const tookMs = Math.round(performance.now() - startedAt);
    const note = { outcome, failure, url, fresh, tookMs };
    return { evidence: withRecheck(evidence, wish.pageId, recheck), note };
  }
}

function withRecheck(
  evidence: Evidence,
  pageId: string,
  { outcome, checkedAt, page }: Recheck,
): Evidence {
  const { question, results, searches } = evidence;
  const isOfPage = (one: { pageId: string }) => one.pageId === pageId;
  if (outcome === 'failed' || checkedAt === null) return evidence;
  if (outcome === 'gone') {
    const left = results.filter((chunk) => !isOfPage(chunk));
    return weigh(question, left, searches);
  }
  if (page !== null)
    return weigh(question, takePlaces(question.text, results, pageId, page), searches);
  const young = results.map((chunk) =>
    isOfPage(chunk) ? { ...chunk, fetchedAt: checkedAt } : chunk,
  );
  return weigh(question, young, searches);
}
