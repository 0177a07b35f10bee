import { AppError, type Meter, type StoreScope, UsageLedger, whenSpentOf } from '@app/tenancy';
import { Inject, Injectable, Logger } from '@nestjs/common';

import { EMBEDDING_MODEL, type EmbeddingModel } from '../embedding/embedding-model.js';
import { type SearchEnded, searchEnded } from '../knowledge.events.js';
import type { Language } from '../terms/languages.js';
import { type DenseLeg, describeDense } from './dense-leg.js';
import { capPages } from './listing/cap-pages.js';
import { endOf, startOf } from './listing/clip-neighbour.js';
import { foldAlike } from './listing/fold-alike.js';
import { measureCoverage, type WeighedWords } from './measure-coverage.js';
import { queryTerms } from './query-terms.js';
import { RERANK_CANDIDATES, Reranker } from './reranker.service.js';
import type {
  DenseUnavailable,
  RetrievedChunk,
  SearchOptions,
  SearchOutcome,
} from './retrieved-chunk.js';
import {
  type FoundChunk,
  type SearchFinds,
  type SearchInput,
  SearchRepository,
} from './search.repository.js';
import { SketchIndex } from './sketch-index.service.js';
import { type SpeltFinds, SpeltSearch } from './spelt-search.js';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 50;

/** Enough beyond the limit to fill it once what says the same is folded. */
const FOLDED_DEPTH = 2;

/** One long page shall not fill the list; where it alone answers, its best pieces do. */
const LEAST_OF_PAGE = 3;
const SHARE_OF_PAGE = 0.25;

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
    private readonly spelt: SpeltSearch,
    private readonly repository: SearchRepository,
    private readonly reranker: Reranker,
    private readonly index: SketchIndex,
    private readonly usage: UsageLedger,
  ) {}

  /** What to search where no model of another's server may be called: words alone, or both where none would be. */
  get freeLeg(): SearchOptions['leg'] {
    return this.model.kind === 'semantic' || this.reranker.isOn ? 'lexical' : undefined;
  }

  search(scope: StoreScope, question: string, options: SearchOptions = {}): Promise<SearchOutcome> {
    const { storeId } = scope;
    const told: SearchEnded = { storeId, legs: 'lexical', method: 'none', ms: 0 };
    return searchEnded.within(told, () => this.searchTold(scope, question, options, told));
  }

  private async searchTold(
    scope: StoreScope,
    question: string,
    options: SearchOptions,
    told: SearchEnded,
  ): Promise<SearchOutcome> {
    const start = performance.now();
    const { signal, meter = this.usage.meter(scope) } = options;
    const query = question.slice(0, MAX_QUERY_LENGTH);
    const { vector, unavailable } =
      options.leg === 'lexical' ? NO_VECTOR : await this.embed(query, meter, signal);
    signal?.throwIfAborted();
    const input = this.inputOf(scope, query, { vector, options });
    const found = await this.spelt.search(scope, input);
    const took = () => performance.now() - start;
    if (found === null) return { release: null, results: [], corrections: [], tookMs: took() };
    const { finds, corrections } = found;
    if (input.release === null) this.index.notice(scope, finds);
    const { chunks, rerank } = this.isReranked(options)
      ? await this.reranker.rerank(query, finds.chunks, { signal, meter })
      : { chunks: finds.chunks, rerank: null };
    const results = await this.list(scope, { ...found, finds: { ...finds, chunks } }, options);
    const why = vector === null ? unavailable : modelProblem(finds);
    const dense = describeDense(this.model.kind, finds, input.candidates);
    const { release, releaseId } = finds;
    const outcome = { release, releaseId, results, corrections, tookMs: took() };
    tell(told, outcome.tookMs, finds, why === undefined);
    return { ...outcome, ...densePart(why, dense), ...(rerank && { rerank }) };
  }

  /** What the live release is written in, the language of most pages first; none while nothing is live. */
  languages(scope: StoreScope): Promise<Language[]> {
    return this.repository.findLanguages(scope);
  }

  private inputOf(
    scope: StoreScope,
    query: string,
    { vector, options }: { vector: number[] | null; options: SearchOptions },
  ): SearchInput {
    const filter = options.filter ?? null;
    const limit = limitOf(options);
    const wanted = this.isReranked(options) ? Math.max(limit, RERANK_CANDIDATES) : limit;
    return {
      ...queryTerms(options.leg === 'dense' ? '' : query),
      vector,
      model: this.model.fingerprint,
      denseWeight: this.model.weight,
      limit: Math.max(limit * FOLDED_DEPTH, wanted),
      mostOfPage: mostOfPage(wanted),
      release: options.release ?? null,
      filter,
      candidates: vector && this.index.guess(scope, vector, filter !== null),
    };
  }

  /** One leg by itself is searched to see what that leg says. */
  private isReranked({ leg }: SearchOptions): boolean {
    return this.reranker.isOn && leg === undefined;
  }

  private list(
    scope: StoreScope,
    { finds, readings }: SpeltFinds,
    options: SearchOptions,
  ): RetrievedChunk[] | Promise<RetrievedChunk[]> {
    const limit = limitOf(options);
    const weighed = { readings, idfs: finds.idfs };
    const capped = capPages(finds.chunks, mostOfPage(limit));
    const kept = foldAlike(capped, limit).map((chunk) => toResult(chunk, weighed));
    return options.withNeighbours ? this.addNeighbours(scope, finds.release, kept) : kept;
  }

  /** So that a passage is understood by itself; what is quoted from it stands in the page all the same. */
  private async addNeighbours(
    scope: StoreScope,
    release: number,
    chunks: RetrievedChunk[],
  ): Promise<RetrievedChunk[]> {
    const ids = chunks.map(({ chunkId }) => chunkId);
    const found = await this.repository.findNeighbours(scope, release, ids);
    const byChunk = new Map(found.map(({ chunkId, ...around }) => [chunkId, around]));
    return chunks.map((chunk) => {
      const { before, after } = byChunk.get(chunk.chunkId) ?? chunk;
      return { ...chunk, before: before && endOf(before), after: after && startOf(after) };
    });
  }

  private async embed(
    query: string,
    meter: Meter,
    signal?: AbortSignal,
  ): Promise<{ vector: number[] | null; unavailable: DenseUnavailable }> {
    try {
      const counted = { meter, purpose: 'embed_question' } as const;
      const vector = await this.model.embedQuery(query, signal, counted);
      return { ...NO_VECTOR, vector };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (whenSpentOf(error) !== null) return { vector: null, unavailable: 'over_budget' };
      this.logger.warn({ code: error.code }, 'the question could not be embedded');
      return NO_VECTOR;
    }
  }
}

const NO_VECTOR = { vector: null, unavailable: 'unavailable' } as const;

const densePart = (
  why: DenseUnavailable | undefined,
  dense: DenseLeg,
): Pick<SearchOutcome, 'dense' | 'denseUnavailable'> =>
  why ? { denseUnavailable: why } : { dense };

const modelProblem = ({ hasDense }: SearchFinds): DenseUnavailable | undefined =>
  hasDense ? undefined : 'model_changed';

const limitOf = ({ limit = DEFAULT_LIMIT }: SearchOptions): number =>
  Math.min(Math.max(1, Math.trunc(limit)), MAX_LIMIT);

const mostOfPage = (limit: number): number =>
  Math.max(LEAST_OF_PAGE, Math.ceil(limit * SHARE_OF_PAGE));

function toResult(
  { covered, language, ...chunk }: FoundChunk & Pick<RetrievedChunk, 'alsoOn'>,
  weighed: WeighedWords,
): RetrievedChunk {
  const coverage = measureCoverage({ ...chunk, covered, language }, weighed);
  return { ...chunk, coverage, before: null, after: null };
}

function tell(told: SearchEnded, ms: number, finds: SearchFinds, hasBoth: boolean): void {
  if (hasBoth) {
    told.legs = 'both';
    told.method = finds.candidates === null ? 'exact' : 'indexed';
  }
  told.ms = ms;
  searchEnded.publish(told);
}
