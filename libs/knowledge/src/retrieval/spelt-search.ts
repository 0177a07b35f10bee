import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { type Correction, Speller, type SpeltRelease } from '../spelling/speller.service.js';
import { readCorrections, type Reading } from './query-terms.js';
import { type SearchFinds, type SearchInput, SearchRepository } from './search.repository.js';

/** What was found, with all that the words of the question were read as. */
export interface SpeltFinds {
  finds: SearchFinds;
  readings: readonly Reading[];
  corrections: Correction[];
}

/**
 * Searches for the words of a question and, where the release does not hold one, for what it may have been meant as. Which
 * ones it does not hold only the statement knows, so corrections are guessed from the words last seen; it counts those it
 * needs. Where another release answers than guessed for, the right ones are looked up and the question is asked again.
 */
@Injectable()
export class SpeltSearch {
  constructor(
    private readonly repository: SearchRepository,
    private readonly speller: Speller,
  ) {}

  /** Null while the store has no live release. */
  async search(scope: StoreScope, input: SearchInput): Promise<SpeltFinds | null> {
    const asked = input.words.map((text, i) => ({ place: i + 1, text }));
    const guess = this.speller.guess(scope, asked);
    const guessed = guess?.corrections ?? [];
    const finds = await this.repository.search(scope, withCorrections(input, guessed));
    if (finds === null) return null;
    const unknown = asked.filter(({ place }) => finds.unknown.includes(place));
    const used = guessed.filter(({ place }) => finds.unknown.includes(place));
    const release = speltRelease(finds, input);
    if (guess && this.speller.isRight(guess, release, unknown)) return spelt(input, finds, used);
    const corrections = await this.speller.correct(scope, release, unknown);
    if (used.length === 0 && corrections.length === 0) return spelt(input, finds, []);
    const same = { ...withCorrections(input, corrections), release: release.number };
    const again = await this.repository.search(scope, same);
    return again && spelt(input, again, corrections);
  }
}

const speltRelease = (finds: SearchFinds, { release }: SearchInput): SpeltRelease => ({
  number: finds.release,
  id: finds.releaseId,
  languages: finds.languages,
  isLive: release === null,
});

const withCorrections = (input: SearchInput, corrections: readonly Correction[]): SearchInput => ({
  ...input,
  readings: [...input.readings, ...readCorrections(corrections)],
});

const spelt = (input: SearchInput, finds: SearchFinds, corrections: Correction[]): SpeltFinds => ({
  finds,
  readings: withCorrections(input, corrections).readings,
  corrections,
});
