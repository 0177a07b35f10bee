import { DEFAULT_LANGUAGE, grammars, type Language, languages } from './languages.js';
import { readWords, type Word } from './read-words.js';

/** Longer runs are keys, hashes or base64, not words; they are cut so that a page cannot bloat the index. */
const MAX_TERM_LENGTH = 40;

/** Texts repeat their words; emptied when full, so that it cannot grow. */
const knownStems = new Map(languages.map((language) => [language, new Map<string, string>()]));
const MAX_KNOWN_STEMS = 50_000;

/** The terms of a text in reading order, for both sides of the lexical search: its words, stemmed, without stop words. */
export function tokenize(text: string, language: Language = DEFAULT_LANGUAGE): string[] {
  return readWords(text).flatMap((word) => termOf(word, language) ?? []);
}

/** The term that a word stands for in a text of a language; null for a stop word. */
export function termOf({ text, isFixed }: Word, language: Language): string | null {
  if (isFixed) return text.slice(0, MAX_TERM_LENGTH);
  const { letters, stem, stopWords } = grammars[language];
  if (stopWords.has(text)) return null;
  const known = knownStems.get(language) ?? new Map<string, string>();
  const before = known.get(text);
  if (before !== undefined) return before;
  if (known.size >= MAX_KNOWN_STEMS) known.clear();
  const term = (letters.test(text) ? stem(text) : text).slice(0, MAX_TERM_LENGTH);
  if (text.length <= MAX_TERM_LENGTH) known.set(text, term);
  return term;
}
