import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Language } from '../terms/languages.js';
import { termOf } from '../terms/tokenize.js';
import { editsAllowed, isSpelt } from './near-spelling.js';
import { nearWords } from './near-words.js';
import { WordRepository } from './word.repository.js';

/** A pasted page in another language is not misspelt; its first words are looked up and no more. */
const MAX_WORDS = 8;

/** A word of a question that the release does not hold. */
export interface UnknownWord {
  /** Its place in the question, from 1. */
  place: number;
  text: string;
}

/** What it is read as beside itself: words of the release, as near as each other. */
export interface Correction {
  place: number;
  word: string;
  readAs: string[];
}

/** Finds what misspelt words of a question may mean among the words of the release that is searched, and nowhere else. */
@Injectable()
export class Speller {
  constructor(private readonly words: WordRepository) {}

  async correct(
    scope: StoreScope,
    release: number,
    { unknown, languages }: { unknown: readonly UnknownWord[]; languages: readonly Language[] },
  ): Promise<Correction[]> {
    const misspelt = unknown
      .filter(({ text }) => isSpelt(text))
      .slice(0, MAX_WORDS)
      .map(({ place, text }) => ({ place, word: text, forms: formsOf(text, languages) }));
    if (misspelt.length === 0) return [];
    const known = await this.words.findWords(scope, release, shelvesFor(misspelt));
    return misspelt
      .map(({ place, word, forms }) => ({ place, word, readAs: nearWords(word, forms, known) }))
      .filter(({ readAs }) => readAs.length > 0);
  }
}

/** The word with its ending and, as each language drops it, without. */
function formsOf(text: string, languages: readonly Language[]): string[] {
  const stems = languages.map((language) => termOf({ text, isFixed: false }, language) ?? text);
  return [...new Set([text, ...stems])];
}

function shelvesFor(misspelt: readonly { word: string; forms: readonly string[] }[]) {
  const forms = misspelt.flatMap((each) => each.forms);
  const edits = Math.max(...misspelt.map(({ word }) => editsAllowed(word.length)));
  const lengths = forms.map(({ length }) => length);
  return {
    initials: [...new Set(forms.map((form) => form[0] ?? ''))],
    from: Math.min(...lengths) - edits,
    to: Math.max(...lengths) + edits,
  };
}
