import { synonymsOf } from '../wording/synonyms.js';
import { splitWords, termsOf } from '../wording/words.js';

const SHARED_STEM_LENGTH = 5;
/** English prose is about half function words, which have no index terms; other languages' are all kept. */
const ENGLISH_SHARE = 0.2;
const HALF = 0.5;
const FEW_TERMS = 1;

/** How many of a sentence's topic words stand in a text, 0 to 1; null where the two are not in one language. */
export function supportShare(sentence: string, source: string): number | null {
  if (isEnglish(sentence) !== isEnglish(source)) return null;
  const terms = [...new Set(splitWords(sentence).flatMap((word) => word.terms))];
  const known = termsOf(source);
  const found = terms.filter((term) => isKnown(term, known));
  return terms.length === 0 ? 1 : found.length / terms.length;
}

/** A sentence that cites nothing may stay if it says next to nothing, or nothing that the cited pages do not say. */
export function mayStandUncited(sentence: string, citedText: string): boolean {
  const terms = new Set(splitWords(sentence).flatMap((word) => word.terms));
  if (terms.size <= FEW_TERMS) return true;
  const share = supportShare(sentence, citedText);
  return share !== null && share >= HALF;
}

function isEnglish(text: string): boolean {
  const words = splitWords(text);
  const functionWords = words.filter((word) => word.terms.length === 0);
  return words.length === 0 || functionWords.length / words.length >= ENGLISH_SHARE;
}

function isKnown(term: string, known: ReadonlySet<string>): boolean {
  if (known.has(term) || [...synonymsOf(term)].some((other) => known.has(other))) return true;
  if (term.length < SHARED_STEM_LENGTH) return false;
  const stem = term.slice(0, SHARED_STEM_LENGTH);
  return [...known].some((other) => other.startsWith(stem));
}
