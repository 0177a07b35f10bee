import { hashTerm } from '../terms/hash-text.js';
import { tokenize } from '../terms/tokenize.js';
import { countTerms } from './bm25.js';

/** More than a shopper types; a pasted page shall not scan the whole index. */
const MAX_TERMS = 128;

export interface QueryTerms {
  terms: number[];
  counts: number[];
}

/** The different terms of a question, with how often it has each. */
export function queryTerms(query: string): QueryTerms {
  const counted = [...countTerms(tokenize(query).map(hashTerm))].slice(0, MAX_TERMS);
  return { terms: counted.map(([term]) => term), counts: counted.map(([, count]) => count) };
}
