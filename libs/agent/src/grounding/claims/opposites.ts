import { isLightWord } from '../../questions/light-words.js';
import type { SourceReading } from '../source-reading.js';
import { withoutAvailabilities } from './availability.js';
import { isNegated } from './negation.js';

/** With a shorter rest it is another word: "under", "unit". */
const LEAST = 4;

/**
 * Words whose opposite the source has instead, in English and German: "used" of a page that says "unused". What a sentence
 * denies may be the same, and "unavailable" is compared as stock.
 */
export function missingOpposites(sentence: string, source: SourceReading): string[] {
  if (isNegated(sentence, source.language)) return [];
  const words =
    withoutAvailabilities(sentence)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return words.filter((word) => {
    const plain = word.startsWith('un') ? word.slice(2) : word;
    if (plain.length < LEAST || isLightWord(plain) || source.words.has(word)) return false;
    return source.words.has(plain === word ? `un${word}` : plain);
  });
}
