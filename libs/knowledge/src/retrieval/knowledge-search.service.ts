import { AppError, type StoreScope } from '@app/tenancy';
import { Inject, Injectable, Logger } from '@nestjs/common';

import { EMBEDDING_MODEL, type EmbeddingModel } from '../embedding/embedding-model.js';
import { measureCoverage } from './measure-coverage.js';
import { queryTerms } from './query-terms.js';
import type { SearchOptions, SearchOutcome } from './retrieved-chunk.js';
import { type SearchFinds, SearchRepository } from './search.repository.js';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 50;

/** More than anyone asks; a pasted book shall not occupy the process. */
const MAX_QUERY_LENGTH = 8_000;

/**
 * Hybrid search in a store's live release. Vectors of different models never meet: where the release was embedded with
 * another model than the configured one, or the model does not answer, the lexical leg serves alone and the outcome says so.
 */
@Injectable()
export class KnowledgeSearch {
  private readonly logger = new Logger(KnowledgeSearch.name);

  constructor(
    @Inject(EMBEDDING_MODEL) private readonly model: EmbeddingModel,
    private readonly repository: SearchRepository,
  ) {}

  async search(
    scope: StoreScope,
    question: string,
    { limit = DEFAULT_LIMIT, leg, signal, release }: SearchOptions = {},
  ): Promise<SearchOutcome> {
    const start = performance.now();
    const query = question.slice(0, MAX_QUERY_LENGTH);
    const vector = leg === 'lexical' ? null : await this.embed(query, signal);
    signal?.throwIfAborted();
    const asked = queryTerms(leg === 'dense' ? '' : query);
    const finds = await this.repository.search(scope, {
      ...asked,
      vector,
      model: this.model.fingerprint,
      denseWeight: this.model.weight,
      limit: Math.min(Math.max(1, Math.trunc(limit)), MAX_LIMIT),
      release: release ?? null,
    });
    if (finds === null) return { release: null, results: [], tookMs: performance.now() - start };
    const weighed = { readings: asked.readings, idfs: finds.idfs };
    const results = finds.chunks.map(({ covered, language, ...chunk }) => ({
      ...chunk,
      coverage: measureCoverage({ ...chunk, covered, language }, weighed),
    }));
    const why = this.denseProblem(finds, vector);
    const tookMs = performance.now() - start;
    return { release: finds.release, results, tookMs, ...(why && { denseUnavailable: why }) };
  }

  private async embed(query: string, signal?: AbortSignal): Promise<number[] | null> {
    try {
      return await this.model.embedQuery(query, signal);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.logger.warn({ code: error.code }, 'the question could not be embedded');
      return null;
    }
  }

  private denseProblem(
    { hasDense }: SearchFinds,
    vector: number[] | null,
  ): SearchOutcome['denseUnavailable'] {
    if (vector === null) return 'unavailable';
    return hasDense ? undefined : 'model_changed';
  }
}
