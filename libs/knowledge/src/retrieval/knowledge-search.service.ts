import { AppError, type StoreScope } from '@app/tenancy';
import { Inject, Injectable, Logger } from '@nestjs/common';

import { EMBEDDING_MODEL, type EmbeddingModel } from '../embedding/embedding-model.js';
import { type Correction, Speller } from '../spelling/speller.service.js';
import { foldAlike } from './fold-alike.js';
import { measureCoverage, type WeighedWords } from './measure-coverage.js';
import { queryTerms, readCorrections, type Reading } from './query-terms.js';
import type { RetrievedChunk, SearchOptions, SearchOutcome } from './retrieved-chunk.js';
import {
  type FoundChunk,
  type SearchFinds,
  type SearchInput,
  SearchRepository,
} from './search.repository.js';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 50;

/** Enough beyond the limit to fill it once what says the same is folded. */
const FOLDED_DEPTH = 2;

/** One long page shall not fill the list; where it alone answers, its best pieces do. */
const LEAST_OF_PAGE = 3;
const SHARE_OF_PAGE = 0.25;

/** More than anyone asks; a pasted book shall not occupy the process. */
const MAX_QUERY_LENGTH = 8_000;

interface Found {
  finds: SearchFinds;
  readings: readonly Reading[];
  corrections: Correction[];
}

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
    private readonly speller: Speller,
  ) {}

  async search(
    scope: StoreScope,
    question: string,
    { limit: wanted = DEFAULT_LIMIT, leg, signal, release, filter }: SearchOptions = {},
  ): Promise<SearchOutcome> {
    const start = performance.now();
    const query = question.slice(0, MAX_QUERY_LENGTH);
    const vector = leg === 'lexical' ? null : await this.embed(query, signal);
    signal?.throwIfAborted();
    const limit = Math.min(Math.max(1, Math.trunc(wanted)), MAX_LIMIT);
    const found = await this.find(scope, {
      ...queryTerms(leg === 'dense' ? '' : query),
      vector,
      model: this.model.fingerprint,
      denseWeight: this.model.weight,
      limit: limit * FOLDED_DEPTH,
      mostOfPage: Math.max(LEAST_OF_PAGE, Math.ceil(limit * SHARE_OF_PAGE)),
      release: release ?? null,
      filter: filter ?? null,
    });
    const tookMs = performance.now() - start;
    if (found === null) return { release: null, results: [], corrections: [], tookMs };
    const { finds, readings, corrections } = found;
    const weighed = { readings, idfs: finds.idfs };
    const results = foldAlike(finds.chunks, limit).map((chunk) => toResult(chunk, weighed));
    const why = this.denseProblem(finds, vector);
    return {
      release: finds.release,
      results,
      corrections,
      tookMs,
      ...(why && { denseUnavailable: why }),
    };
  }

  /** Asks again where words that the release does not hold may be misspelt ones of it. */
  private async find(scope: StoreScope, input: SearchInput): Promise<Found | null> {
    const finds = await this.repository.search(scope, input);
    if (finds === null) return null;
    const { release, languages } = finds;
    const unknown = finds.unknown.map((place) => ({ place, text: input.words[place - 1] ?? '' }));
    const corrections = await this.speller.correct(scope, release, { unknown, languages });
    const { readings } = input;
    if (corrections.length === 0) return { finds, readings, corrections };
    const both = [...readings, ...readCorrections(corrections)];
    const again = await this.repository.search(scope, { ...input, readings: both, release });
    return again && { finds: again, readings: both, corrections };
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

function toResult(
  { covered, language, ...chunk }: FoundChunk & Pick<RetrievedChunk, 'alsoOn'>,
  weighed: WeighedWords,
): RetrievedChunk {
  return { ...chunk, coverage: measureCoverage({ ...chunk, covered, language }, weighed) };
}
