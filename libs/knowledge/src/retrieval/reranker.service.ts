import { type Meter, mostTokensOf, type OpenCall, whenSpentOf } from '@app/tenancy';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';

import { contextualText } from '../indexing/contextual-text.js';
import { KNOWLEDGE_CONFIG, type KnowledgeConfig } from '../knowledge.config.js';
import { CircuitBreaker } from './circuit-breaker.js';
import type { RerankFailure, RerankOutcome } from './retrieved-chunk.js';
import type { FoundChunk } from './search.repository.js';

/** What is scored; rerankers take longer the more they read, and a shopper waits. */
export const RERANK_CANDIDATES = 30;

export interface Reranked {
  chunks: (FoundChunk & { rerankScore?: number })[];
  /** Null where the deployment has no reranker. */
  rerank: RerankOutcome | null;
}

const rerankAnswer = z.object({
  usage: z
    .object({ total_tokens: z.int().min(0).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  results: z.array(z.object({ index: z.int().min(0), relevance_score: z.number() })),
});

class RerankError extends Error {
  constructor(
    readonly reason: RerankFailure,
    readonly status?: number,
  ) {
    super(reason);
    this.name = 'RerankError';
  }
}

/**
 * Lets a model that reads question and text together put the best finds in order. It is another's server: whatever it does,
 * the order of the search serves instead, and the log names the reason but nothing that was asked or found. While it keeps
 * failing it is left out.
 */
@Injectable()
export class Reranker {
  private readonly logger = new Logger(Reranker.name);
  private readonly breaker = new CircuitBreaker();

  constructor(@Inject(KNOWLEDGE_CONFIG) private readonly config: KnowledgeConfig) {}

  get isOn(): boolean {
    return this.config.rerank !== null;
  }

  /** What it did not read stays behind what it did. Throws only where the caller went away. */
  async rerank(
    query: string,
    chunks: readonly FoundChunk[],
    { signal, meter }: { signal?: AbortSignal; meter: Meter },
  ): Promise<Reranked> {
    if (!this.isOn) return { chunks: [...chunks], rerank: null };
    if (!this.breaker.mayTry()) return inOrderOfSearch(chunks, 'left_out');
    try {
      const ordered = await this.order(query, chunks, { signal, meter });
      this.breaker.succeed();
      return { chunks: ordered, rerank: { applied: true, reason: null } };
    } catch (error) {
      signal?.throwIfAborted();
      if (whenSpentOf(error) !== null) return inOrderOfSearch(chunks, 'over_budget');
      const failure = error instanceof RerankError ? error : failureOf(error);
      this.note(failure);
      return inOrderOfSearch(chunks, failure.reason);
    }
  }

  private async order(
    query: string,
    chunks: readonly FoundChunk[],
    how: { signal?: AbortSignal; meter: Meter },
  ) {
    const read = chunks.slice(0, RERANK_CANDIDATES);
    const texts = read.map((chunk) => contextualText(chunk, chunk.text));
    const scores = texts.length === 0 ? [] : await this.counted(query, texts, how);
    const scored = read.map((chunk, i) => ({ ...chunk, rerankScore: scores[i] ?? 0 }));
    scored.sort((a, b) => b.rerankScore - a.rerankScore);
    return [...scored, ...chunks.slice(RERANK_CANDIDATES)];
  }

  private note({ reason, status }: RerankError): void {
    this.logger.warn({ reason, status }, 'the finds could not be reranked');
    const restMs = isAway({ reason, status }) ? this.breaker.fail() : 0;
    if (restMs > 0) this.logger.warn({ reason, restMs }, 'the reranker is left out for a while');
  }

  /** A reranker without a price is not counted: it is the operator's own. */
  private async counted(
    query: string,
    texts: readonly string[],
    { signal, meter }: { signal?: AbortSignal; meter: Meter },
  ): Promise<number[]> {
    const { model } = this.config.rerank ?? {};
    if (model === undefined || !meter.hasPrice(model)) return this.score(query, texts, { signal });
    const mostTokens = { input: mostTokensOf([...texts, ...texts.map(() => query)]), output: 0 };
    const call = await meter.begin({ purpose: 'rerank', model, mostTokens });
    return this.score(query, texts, { signal, call }).catch(async (error: unknown) => {
      await call.release(signal?.aborted ? 'stopped' : 'failed');
      throw error;
    });
  }

  /** One score for each text, in their order. */
  private async score(
    query: string,
    documents: readonly string[],
    { signal, call }: { signal?: AbortSignal; call?: OpenCall },
  ): Promise<number[]> {
    const response = await this.ask({ query, documents, top_n: documents.length }, signal);
    if (!response.ok) {
      await response.body?.cancel();
      throw new RerankError('error_status', response.status);
    }
    const answer = rerankAnswer.safeParse(await response.json());
    if (!answer.success) throw new RerankError('wrong_answer');
    await call?.settle(tokensOf(answer.data.usage?.total_tokens, [query, ...documents]));
    const byIndex = new Map(answer.data.results.map((each) => [each.index, each.relevance_score]));
    const scores = documents.flatMap((_, i) => byIndex.get(i) ?? []);
    const isWhole = scores.length === documents.length && byIndex.size === scores.length;
    if (!isWhole || answer.data.results.length !== scores.length) {
      throw new RerankError('wrong_answer');
    }
    return scores;
  }

  private ask(body: object, signal?: AbortSignal): Promise<Response> {
    const { rerank } = this.config;
    if (rerank === null) throw new Error('There is no reranker: see isOn.');
    const { url, model, apiKey, timeoutMs } = rerank;
    const signals = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
    return fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(apiKey && { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify({ model, ...body }),
      // the key and the store's texts go nowhere else
      redirect: 'error',
      signal: AbortSignal.any(signals),
    });
  }
}

const inOrderOfSearch = (chunks: readonly FoundChunk[], reason: RerankFailure): Reranked => ({
  chunks: [...chunks],
  rerank: { applied: false, reason },
});

/** Not what one store's texts may have caused: that shall not leave it out for the others. */
const isAway = ({ reason, status = 0 }: Pick<RerankError, 'reason' | 'status'>): boolean =>
  ['timed_out', 'unreachable'].includes(reason) || status >= 500 || status === 429;

/** About four characters of English make a token. */
function tokensOf(told: number | undefined, texts: readonly string[]) {
  const about = texts.reduce((sum, { length }) => sum + Math.ceil(length / 4), 0);
  return { input: told ?? about, output: 0, isEstimated: told === undefined };
}

/** By names, as errors of the platform are told apart wherever they were made. */
function failureOf(error: unknown): RerankError {
  const { name } = error as { name?: unknown };
  if (name === 'SyntaxError') return new RerankError('wrong_answer');
  return new RerankError(name === 'TimeoutError' ? 'timed_out' : 'unreachable');
}
