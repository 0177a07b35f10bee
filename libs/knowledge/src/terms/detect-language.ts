import { grammars, type Language, languages, readLanguage } from './languages.js';
import { readWords } from './read-words.js';

/** Enough words to be sure of a page. */
const SAMPLE = 1_000;

/** Running text is a third to a half stop words; fewer than this make a list of names, or another language. */
const LEAST_SHARE = 0.12;
const LEAST_WORDS = 20;

/** How far the best language must be ahead of the next one to overrule what the page says of itself. */
const CLEAR_LEAD = 1.25;

/** How many lists hold a word: one that many languages share tells little about each. */
const sharedBy = countLists();

/**
 * The language of a page: what its words say where they are clear, since themes often declare English whatever the shop
 * writes; else what the page declares; else the best guess; null when nothing tells.
 */
export function detectLanguage(text: string, declared: string | null): Language | null {
  const words = sampleWords(text);
  const [best, next] = rank(words);
  const isClear =
    words.length >= LEAST_WORDS &&
    best !== undefined &&
    best.hits >= LEAST_SHARE * words.length &&
    best.weight >= CLEAR_LEAD * (next?.weight ?? 0);
  if (isClear) return best.language;
  return readLanguage(declared) ?? guess(words);
}

/** The languages that a question may be in, from its stop words alone: several where they tie, none where it has none. */
export function detectQuestionLanguages(question: string): Language[] {
  const ranked = rank(sampleWords(question));
  return ranked
    .filter(({ weight }) => weight === ranked[0]?.weight)
    .map(({ language }) => language);
}

function guess(words: readonly string[]): Language | null {
  const [best] = rank(words);
  return best !== undefined && best.hits >= LEAST_SHARE * words.length ? best.language : null;
}

interface Candidate {
  language: Language;
  hits: number;
  weight: number;
}

/** Languages of which the words hold stop words, the likeliest first. */
function rank(words: readonly string[]): Candidate[] {
  return languages
    .map((language) => {
      const found = words.filter((word) => grammars[language].stopWords.has(word));
      const weight = found.reduce((sum, word) => sum + 1 / (sharedBy.get(word) ?? 1), 0);
      return { language, hits: found.length, weight };
    })
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.weight - a.weight);
}

function sampleWords(text: string): string[] {
  const words = readWords(text.slice(0, SAMPLE * 10)).filter(({ isFixed }) => !isFixed);
  return words.slice(0, SAMPLE).map((word) => word.text);
}

function countLists(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const language of languages) {
    for (const word of grammars[language].stopWords) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
