import type { Meter } from '@app/tenancy';

import type { PageKind } from '../pages/page-kind.js';
import type { ProductFacts } from '../pages/product.js';
import type { Correction } from '../spelling/speller.service.js';
import type { DenseLeg } from './dense-leg.js';

/** The page's words around a chunk, a little of them; null at the page's ends, and where they were not asked for. */
export interface Neighbours {
  before: string | null;
  after: string | null;
}

/** A chunk that a search found, with why it stands where it stands. */
export interface RetrievedChunk extends Neighbours {
  chunkId: string;
  pageId: string;
  url: string;
  title: string;
  headingPath: string[];
  /** The page's own words, so that a quote from it can be verified. */
  text: string;
  fetchedAt: Date;
  /** What the page is for. */
  pageKind: PageKind;
  /** What a product page sells; null on pages of other kinds. */
  product: ProductFacts | null;
  /** Fused, 0 to 1: each leg's scores stretched over what it found, averaged by the weights of the legs. */
  score: number;
  /** What the reranker thinks of it, on that model's own scale; left out where none read it. */
  rerankScore?: number;
  /** Place in the lexical leg from 1; null when it is not among that leg's finds. */
  lexicalRank: number | null;
  /** BM25. */
  lexicalScore: number | null;
  denseRank: number | null;
  /** Cosine, -1 to 1. */
  denseScore: number | null;
  /** The share of the question's idf weight that stands in the chunk, its title or its headings: 0 none, 1 every term. */
  coverage: number;
  /** Other pages that say nearly the same, left out of the list for it; those that say the very same are not named. */
  alsoOn: PagePlace[];
}

export type PagePlace = Pick<RetrievedChunk, 'pageId' | 'url' | 'title'>;

/** Which pages are searched; what is left out does not matter. */
export interface SearchFilter {
  sourceId?: string;
  kinds?: readonly PageKind[];
  /** Only pages that state a product, whatever their kind. */
  hasProduct?: boolean;
  /** Only pages of the one product that has this number, itself or as a variant, in whatever case; none that merely lists it. */
  sku?: string;
}

/** `over_budget`: the store may spend no more on its embedding model. */
export const densesUnavailable = ['model_changed', 'unavailable', 'over_budget'] as const;
export type DenseUnavailable = (typeof densesUnavailable)[number];

/** `release` is null while nothing is live. `denseUnavailable` says why only the lexical leg was searched. */
export interface SearchOutcome {
  release: number | null;
  /** Left out while nothing is live. */
  releaseId?: string;
  results: RetrievedChunk[];
  /** Words that the release does not hold, with the words of it that they were read as. */
  corrections: Correction[];
  tookMs: number;
  denseUnavailable?: DenseUnavailable;
  /** Left out where the dense leg was not searched. */
  dense?: DenseLeg;
  /** Left out where no reranker was asked. */
  rerank?: RerankOutcome;
}

/** `left_out`: it failed several times in a row and was not asked. `over_budget`: the store may spend no more on it. */
export const rerankFailures = [
  'timed_out',
  'unreachable',
  'error_status',
  'wrong_answer',
  'left_out',
  'over_budget',
] as const;
export type RerankFailure = (typeof rerankFailures)[number];

/** Whether the reranker's order is shown, and why not. */
export interface RerankOutcome {
  applied: boolean;
  reason: RerankFailure | null;
}

export interface SearchOptions {
  /** 1 to 50. */
  limit?: number;
  /** One leg by itself, to measure or to understand it; both when left out. */
  leg?: 'lexical' | 'dense';
  signal?: AbortSignal;
  /** Counts what the search costs to the work that it is part of; left out where it is by itself. */
  meter?: Meter;
  /** A kept release instead of the live one, to try it before it goes live. */
  release?: number;
  filter?: SearchFilter;
  /** Whether results come with their neighbours. */
  withNeighbours?: boolean;
}
