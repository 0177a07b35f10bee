import { COUNTRY_TERMS } from '../wording/country-names.js';
import { type NamedRegion, regionsIn, regionTerms, unionsOf } from '../wording/regions.js';
import { synonymsOf } from '../wording/synonyms.js';
import { splitWords, type Word } from '../wording/words.js';
import { asksRange } from './asks-range.js';
import { type ExpectedAnswer, expectedAnswer } from './expected-answer.js';
import { isLightWord } from './light-words.js';
import { namesPeople, onlyAsks, spokenTerms } from './spoken-terms.js';

export interface QuestionTerm {
  term: string;
  word: string;
  weight: number;
  /** A name, code or number: what the shopper asks about cannot be answered by text that never mentions it. */
  isName: boolean;
  synonyms: ReadonlySet<string>;
}

/** A question as the store's search sees it: the terms that carry its topic, and the kind of answer it wants. */
export interface Question {
  text: string;
  terms: QuestionTerm[];
  expects: ExpectedAnswer | null;
  /** Whether it asks what there is to buy. */
  asksRange: boolean;
  /** The shopper's own words, where the text is their translation for the search. */
  said?: string;
}

const TOPIC_WEIGHT = 1;
const CARRIED_WEIGHT = 0.5;
const LIGHT_WEIGHT = 0.15;

export function readQuestion(
  text: string,
  carriedWords: readonly string[] = [],
  said?: string,
): Question {
  const regions = regionsIn(text).filter(({ word }) => !isCountryTerm(word));
  const all = splitWords(text);
  const words = all.filter(({ start }) => !regions.some((one) => isWithin(start, one)));
  const capitalsMeanNothing = hasLooseCapitals(all);
  const isOfPeople = namesPeople(text);
  const terms = new Map<string, QuestionTerm>();
  words.forEach((word) => {
    const isName = isNameLike(word, text, word === all[0] || capitalsMeanNothing);
    const isLight =
      isLightWord(word.text) || onlyAsks(text.slice(0, word.end)) || isOfPeople(word.start);
    addTerms(terms, word, isName, isLight ? LIGHT_WEIGHT : TOPIC_WEIGHT);
  });
  for (const region of regions) addRegion(terms, region);
  for (const spoken of spokenTerms(text)) addTerms(terms, ...spokenTerm(spoken));
  for (const word of carriedWords.flatMap(splitWords)) addTerms(terms, word, false, CARRIED_WEIGHT);
  const wants = { expects: expectedAnswer(text), asksRange: asksRange(text) };
  const question = { text, terms: [...terms.values()], ...wants };
  return said === undefined ? question : { ...question, said };
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Countries of one English word are asked for by that, and may be misspelt. */
const isCountryTerm = (name: string): boolean =>
  splitWords(name).every(({ terms }) => terms.some((term) => COUNTRY_TERMS.has(term)));

const isWithin = (at: number, { start, end }: NamedRegion): boolean => at >= start && at < end;

/** "UK" is known by any of its spellings; its own word, as the index has it, is nearly as good. */
function addRegion(terms: Map<string, QuestionTerm>, { term, word }: NamedRegion): void {
  const own = splitWords(word).flatMap((one) => one.terms);
  const isWord = own.length === 1 && own[0] !== 'us';
  const synonyms = new Set([...(isWord ? own : []), ...unionsOf(term)]);
  terms.set(term, { term, word, weight: TOPIC_WEIGHT, isName: true, synonyms });
}

function spokenTerm(word: string): [Word, boolean, number] {
  return [splitWords(word)[0]!, false, TOPIC_WEIGHT];
}

function addTerms(
  terms: Map<string, QuestionTerm>,
  word: Word,
  isName: boolean,
  weight: number,
): void {
  for (const term of word.terms) {
    if (terms.has(term)) continue;
    const regions = COUNTRY_TERMS.has(term) ? regionTerms(capitalised(word.text)) : [];
    const synonyms = new Set([...synonymsOf(term), ...regions, ...regions.flatMap(unionsOf)]);
    terms.set(term, { term, word: word.text, weight, isName, synonyms });
  }
}

/** Titles, shouting, and languages that write all their nouns so; the index knows the function words of English only. */
function hasLooseCapitals(words: readonly Word[]): boolean {
  const capitals = words.filter(({ text }) => /^\p{Lu}/u.test(text));
  return capitals.length > words.length / 2 || words.every(({ terms }) => terms.length > 0);
}

/** Capitals inside a sentence, letters mixed with digits, long bare numbers and countries in any spelling. */
function isNameLike(word: Word, text: string, capitalsMeanNothing: boolean): boolean {
  if (word.terms.some((term) => COUNTRY_TERMS.has(term))) return true;
  if (/\p{N}/u.test(word.text)) return /\p{L}/u.test(word.text) || isBareNumber(word, text);
  const startsSentence = /[.!?]\s*$/u.test(text.slice(0, word.start));
  return (
    /^\p{Lu}/u.test(word.text) && word.text.length > 1 && !capitalsMeanNothing && !startsSentence
  );
}

function isBareNumber(word: Word, text: string): boolean {
  return /^\d{4,}$/.test(word.text) && !/[$€£]\s?$/u.test(text.slice(0, word.start));
}
