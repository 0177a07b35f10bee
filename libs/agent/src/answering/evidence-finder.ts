import { KnowledgeSearch, type RetrievedChunk } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { findExcerpts, type Findings } from '../extracting/find-excerpts.js';
import { measureEvidence } from '../extracting/measure-evidence.js';
import { expansionWords } from '../questions/expand-query.js';
import { type Question, readQuestion } from '../questions/question.js';
import { mergeResults } from './merge-results.js';

export interface Asked {
  text: string;
  /** Topic words of the conversation so far that the question leaves out. */
  carriedWords: readonly string[];
}

export interface Evidence {
  question: Question;
  results: RetrievedChunk[];
  findings: Findings;
  /** How well the pages found cover the question, 0 to 1. */
  score: number;
  release: number | null;
}

const LIMIT = 20;
/** Above this a second search with synonyms was measured to change nothing. */
const SURE = 0.9;

/** Searches the store's pages for a question and weighs what was found; looks twice where the first look was unsure. */
@Injectable()
export class EvidenceFinder {
  constructor(private readonly search: KnowledgeSearch) {}

  async find(
    scope: StoreScope,
    { text, carriedWords }: Asked,
    signal: AbortSignal,
  ): Promise<Evidence> {
    const question = readQuestion(text, carriedWords);
    const query = [text, ...carriedWords].join(' ');
    const { release, results } = await this.search.search(scope, query, { limit: LIMIT, signal });
    const first = weigh(question, results, release);
    const words = expansionWords(question);
    if (first.score >= SURE || words.length === 0) return first;
    const wider = await this.search.search(scope, `${query} ${words.join(' ')}`, {
      limit: LIMIT,
      signal,
    });
    return weigh(question, mergeResults(results, wider.results, LIMIT), wider.release);
  }
}

function weigh(question: Question, results: RetrievedChunk[], release: number | null): Evidence {
  const findings = findExcerpts(question, results);
  return { question, results, findings, score: measureEvidence(question, findings), release };
}
