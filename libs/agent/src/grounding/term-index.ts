import { synonymsOf, synonymTerms } from '../wording/synonyms.js';

const STEM_LENGTH = 5;

/** Read once: a sentence asks for the same few words of every clause of its page. */
const synonyms = new Map([...synonymTerms()].map((term) => [term, [...synonymsOf(term)]] as const));

/** The terms of a text, found also by a synonym or another form of the word. */
export class TermIndex {
  private readonly stems: ReadonlySet<string>;

  constructor(readonly terms: ReadonlySet<string>) {
    this.stems = new Set([...terms].flatMap((term) => stemOf(term) ?? []));
  }

  knows(term: string): boolean {
    if (this.terms.has(term)) return true;
    const stem = stemOf(term);
    if (stem !== null && this.stems.has(stem)) return true;
    return synonyms.get(term)?.some((other) => this.terms.has(other)) ?? false;
  }
}

function stemOf(term: string): string | null {
  return term.length < STEM_LENGTH ? null : term.slice(0, STEM_LENGTH);
}
