import { isNearSpelling } from '@app/knowledge';

import type { Question, QuestionTerm } from '../questions/question.js';
import { areSame } from '../wording/synonyms.js';

/** Just below the very term, which is still the better find. */
const SAME = 0.95;
const SYNONYM = 0.75;
const NEAR = 0.7;
const SHARED_STEM_LENGTH = 5;
const MAX_TAIL = 4;

/**
 * How strongly each term of a question stands in a set of terms, from 0 to 1: the very term, a synonym, a shared stem
 * ("refund", "refundable"), or, only where the store never uses the term itself, a near spelling.
 */
export class TermMatcher {
  private readonly matches: ReadonlyMap<string, number>[];

  constructor(question: Question, vocabulary: ReadonlySet<string>) {
    this.matches = question.terms.map((term) => matchesIn(vocabulary, term));
  }

  strengths(terms: ReadonlySet<string>): number[] {
    return this.matches.map((matches) => {
      let best = 0;
      for (const [term, strength] of matches)
        if (strength > best && terms.has(term)) best = strength;
      return best;
    });
  }
}

function matchesIn(
  vocabulary: ReadonlySet<string>,
  { term, synonyms, isName }: QuestionTerm,
): Map<string, number> {
  const matches = new Map<string, number>();
  const isKnown = vocabulary.has(term);
  for (const other of vocabulary) {
    const strength = strengthOf(term, other, { synonyms, mayBeTypo: !isKnown && !isName });
    if (strength > 0) matches.set(other, strength);
  }
  return matches;
}

function strengthOf(
  term: string,
  other: string,
  { synonyms, mayBeTypo }: { synonyms: ReadonlySet<string>; mayBeTypo: boolean },
): number {
  if (term === other) return 1;
  if (synonyms.has(other)) return areSame(term, other) ? SAME : SYNONYM;
  if (sharesStem(term, other)) return NEAR;
  return mayBeTypo && isNearSpelling(term, other) ? NEAR : 0;
}

function sharesStem(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    short.length >= SHARED_STEM_LENGTH &&
    long.length - short.length <= MAX_TAIL &&
    long.startsWith(short)
  );
}
