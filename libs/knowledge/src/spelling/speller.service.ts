import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Language } from '../terms/languages.js';
import { termOf } from '../terms/tokenize.js';
import { KnownWords, type ShelfRange } from './known-words.js';
import { editsAllowed, isSpelt } from './near-spelling.js';
import { nearWords } from './near-words.js';
import { WordRepository } from './word.repository.js';
import { WordsMemory } from './words-memory.js';

/** A pasted page in another language is not misspelt; its first words are looked up and no more. */
const MAX_WORDS = 8;

/** More than a shop writes; the words of a larger release are read shelf by shelf. */
const MOST_REMEMBERED = 100_000;

/** A word of a question, or one of it that the release does not hold. */
export interface AskedWord {
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

/** Corrections of what a release may not hold, made before it is asked. */
export interface Guess {
  releaseId: string;
  /** The places that were looked at. */
  places: ReadonlySet<number>;
  corrections: Correction[];
}

export interface SpeltRelease {
  number: number;
  id: string;
  languages: readonly Language[];
  isLive: boolean;
}

interface Misspelt {
  place: number;
  word: string;
  forms: readonly string[];
}

/** Finds what misspelt words of a question may mean among the words of the release that is searched, and nowhere else. */
@Injectable()
export class Speller {
  private readonly memory = new WordsMemory();

  constructor(private readonly words: WordRepository) {}

  /** From memory; what comes of it holds where the same release is searched. Null where nothing is remembered. */
  guess(scope: StoreScope, asked: readonly AskedWord[]): Guess | null {
    const known = this.memory.recall(scope);
    if (known === null || known.words.size === 0) return null;
    const { releaseId, languages, words } = known;
    const strange = asked.filter(
      ({ text }) => isSpelt(text) && !words.has(text) && !isStopWord(text, languages),
    );
    if (strange.length > MAX_WORDS) return null;
    const misspelt = strange.map((word) => misspeltIn(languages, word));
    const places = new Set(strange.map(({ place }) => place));
    return { releaseId, places, corrections: correctAll(misspelt, words) };
  }

  /** Whether `correct` would say the same of these words. */
  isRight(guess: Guess, { id }: SpeltRelease, unknown: readonly AskedWord[]): boolean {
    return (
      guess.releaseId === id &&
      unknown.every(({ place, text }) => guess.places.has(place) || !isSpelt(text))
    );
  }

  async correct(
    scope: StoreScope,
    release: SpeltRelease,
    unknown: readonly AskedWord[],
  ): Promise<Correction[]> {
    const misspelt = unknown
      .filter(({ text }) => isSpelt(text))
      .slice(0, MAX_WORDS)
      .map((word) => misspeltIn(release.languages, word));
    if (misspelt.length === 0) return [];
    return correctAll(misspelt, await this.wordsOf(scope, release, misspelt));
  }

  /** Only the live release is remembered: it is asked again and again. */
  private async wordsOf(
    scope: StoreScope,
    { number, id, languages, isLive }: SpeltRelease,
    misspelt: readonly Misspelt[],
  ): Promise<KnownWords> {
    let known = this.memory.recall(scope);
    if (isLive && known?.releaseId !== id) {
      const shelves = await this.words.findAll(scope, number, MOST_REMEMBERED);
      known = { releaseId: id, languages, words: new KnownWords(shelves) };
      this.memory.keep(scope, known);
    }
    if (known?.releaseId === id && known.words.size > 0) return known.words;
    return new KnownWords(await this.words.findShelves(scope, number, shelvesFor(misspelt)));
  }
}

function correctAll(misspelt: readonly Misspelt[], known: KnownWords): Correction[] {
  return misspelt
    .map((each) => {
      const { place, word, forms } = each;
      const near = () => nearWords(word, forms, known.within(shelvesFor([each])));
      return { place, word, readAs: known.readAs(word, near) };
    })
    .filter(({ readAs }) => readAs.length > 0);
}

/** Counts for nothing wherever it stands in that release, so that nothing is missed without it. */
const isStopWord = (text: string, all: readonly Language[]): boolean =>
  all.length > 0 && all.every((language) => termOf({ text, isFixed: false }, language) === null);

/** The word with its ending and, as each language drops it, without. */
function misspeltIn(languages: readonly Language[], { place, text }: AskedWord): Misspelt {
  const stems = languages.map((language) => termOf({ text, isFixed: false }, language) ?? text);
  return { place, word: text, forms: [...new Set([text, ...stems])] };
}

function shelvesFor(misspelt: readonly Misspelt[]): ShelfRange {
  const forms = misspelt.flatMap((each) => each.forms);
  const edits = Math.max(...misspelt.map(({ word }) => editsAllowed(word.length)));
  const lengths = forms.map(({ length }) => length);
  return {
    initials: [...new Set(forms.map((form) => form[0] ?? ''))],
    from: Math.min(...lengths) - edits,
    to: Math.max(...lengths) + edits,
  };
}
