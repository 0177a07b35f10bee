import {
  KnowledgeSearch,
  type Language,
  type RetrievedChunk,
  type SearchOptions,
  type SearchOutcome,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { findExcerpts, type Findings } from '../extracting/find-excerpts.js';
import { measureEvidence } from '../extracting/measure-evidence.js';
import { type Question, readQuestion } from '../questions/question.js';
import { widerQueries } from '../questions/wider-queries.js';
import { QUOTING_FLOOR } from './floor.js';
import { mergeResults } from './merge-results.js';

export interface Asked {
  text: string;
  /** Topic words of the conversation so far that the question leaves out. */
  carriedWords: readonly string[];
  /** The shopper's own words, where the text is a translation of them. */
  said?: string;
  /** Whether it says what it is about, so that without history it may be answered where with it nothing is. */
  mayStandAlone?: boolean;
}

export interface Evidence {
  question: Question;
  results: RetrievedChunk[];
  findings: Findings;
  /** How well the pages found cover the question, 0 to 1. */
  score: number;
  release: number | null;
  releaseId: string | null;
  /** Every search that was made for it, as it was sent. */
  searches: { query: string; outcome: SearchOutcome }[];
}

const LIMIT = 20;
/** Above this further searches were measured to change nothing. */
const SURE = 0.9;

/** Searches the store's pages for a question and weighs what was found; looks wider where the first look was unsure. */
@Injectable()
export class EvidenceFinder {
  constructor(private readonly search: KnowledgeSearch) {}

  /** What the store's pages are written in, the language of most first. */
  languages(scope: StoreScope): Promise<Language[]> {
    return this.search.languages(scope);
  }

  /**
   * Also by the shopper's own words, where they were translated, since a translation may be wrong, and without history,
   * where with it too little was found.
   */
  async find(
    scope: StoreScope,
    asked: Asked,
    how: Pick<SearchOptions, 'signal' | 'meter' | 'leg' | 'release'>,
  ): Promise<Evidence> {
    const options = { limit: LIMIT, ...how, withNeighbours: true };
    const found = await this.findBy(scope, asked, options);
    const other = otherwise(asked, found);
    if (other === null || found.release === null) return found;
    const plain = await this.findBy(scope, other, { ...options, release: found.release });
    const better = plain.score > found.score ? plain : found;
    return { ...better, searches: [...found.searches, ...plain.searches] };
  }

  /** Any of the store's products. */
  private async searchProducts(
    scope: StoreScope,
    query: string,
    options: SearchOptions,
  ): Promise<Evidence['searches'][number]> {
    const asked = `${query} ${OF_PRODUCTS}`;
    const filter = { kinds: ['product'] } as const;
    const only = { ...options, filter, limit: PRODUCTS };
    return { query: asked, outcome: await this.search.search(scope, asked, only) };
  }

  private async findBy(
    scope: StoreScope,
    { text, carriedWords, said }: Asked,
    options: SearchOptions,
  ): Promise<Evidence> {
    const question = readQuestion(text, carriedWords, said);
    const query = [text, ...carriedWords].join(' ');
    const outcome = await this.search.search(scope, query, options);
    const { release, results } = outcome;
    const searches = [{ query, outcome }];
    const first = weigh(question, results, searches);
    if (isSure(first) && !question.asksRange) return first;
    // one answer stands on one release, also when another goes live between its searches
    const same = { ...options, release: release ?? undefined };
    if (question.asksRange) searches.push(await this.searchProducts(scope, query, same));
    for (const wider of widerQueries(query, question)) {
      searches.push({ query: wider, outcome: await this.search.search(scope, wider, same) });
    }
    if (searches.length === 1) return first;
    const lists = searches.map((one) => one.outcome.results);
    const limit = question.asksRange ? PRODUCTS : LIMIT;
    return weigh(question, mergeResults(lists, limit), searches);
  }
}

/** What else to look for: the same question, read in another way. */
function otherwise({ text, carriedWords, said, mayStandAlone }: Asked, found: Evidence) {
  if (said !== undefined) return { text: said, carriedWords };
  const isDrowned =
    mayStandAlone === true && carriedWords.length > 0 && found.score < QUOTING_FLOOR;
  return isDrowned ? { text, carriedWords: [] } : null;
}

/** Words of any product's page, for the leg that knows words. */
const OF_PRODUCTS = 'price product';
const PRODUCTS = 30;

/** Well covered, and with the price, place or number that was asked for. */
function isSure({ score, question, findings }: Evidence): boolean {
  return (
    score >= SURE && (question.expects === null || findings.excerpts[0]?.givesExpected === true)
  );
}

/** Finds what may be quoted of some pieces of pages, and how well it covers the question. */
export function weigh(
  question: Question,
  results: RetrievedChunk[],
  searches: Evidence['searches'],
): Evidence {
  const findings = findExcerpts(question, results);
  const score = measureEvidence(question, findings);
  const { release = null, releaseId = null } = searches[0]?.outcome ?? {};
  return { question, results, findings, score, release, releaseId, searches };
}
