import { isNearSpelling } from '@app/knowledge';

import { type QuestionTerm, readQuestion } from '../questions/question.js';

/** What two questions are compared by. A vector is there where a model knows meaning; all are of that one model. */
export interface QuestionTraits {
  terms: readonly QuestionTerm[];
  vector: ArrayLike<number> | null;
}

/** From here on two questions are one gap; fitted on half of the sets that the spec measures the other half of. */
export const SAME_GAP = 0.5;

const SYNONYM = 0.8;
const MISSPELT = 0.9;

/** What is asked of by name decides: the same question of another country or product has another answer. */
const NAME_WEIGHT = 2;
const OTHER_NAME = 0.6;
/** Each asks of something that the other one does not ask of, as green and tall of one chair. */
const OTHER_TOPIC = 0.7;

/** The cosine of questions that have no more in common than being asked in a shop. */
const UNRELATED = 0.5;

/** What every order is about tells little of what is asked. */
const SHOP_TALK_WEIGHT = 0.3;
const SHOP_TALK = new Set(
  `order item product store shop accept payment pay available availability period service people person buy sell
  purchase days time possible`
    .split(/\s+/)
    .flatMap((word) => readQuestion(word).terms.map(({ term }) => term)),
);

/** Wanting the same kind of figure, as "when" and "how long" do. */
const KIND_WEIGHT = 0.5;
const SAME_KINDS: Readonly<Record<string, string>> = { time: 'duration' };

export function traitsOf(
  text: string,
  carriedWords: readonly string[],
  vector: ArrayLike<number> | null,
): QuestionTraits {
  const { terms, expects } = readQuestion(text, carriedWords);
  const weighed = terms.map((term) => ({ ...term, weight: weigh(term) }));
  return { terms: expects === null ? weighed : [...weighed, kindTerm(expects)], vector };
}

function weigh({ term, weight, isName }: QuestionTerm): number {
  if (isName) return NAME_WEIGHT;
  return SHOP_TALK.has(term) ? Math.min(weight, SHOP_TALK_WEIGHT) : weight;
}

/** No word holds a space, so that it meets its like only. */
function kindTerm(kind: string): QuestionTerm {
  const term = `wants ${SAME_KINDS[kind] ?? kind}`;
  return { term, word: term, weight: KIND_WEIGHT, isName: false, synonyms: new Set() };
}

/**
 * 0 to 1: by words, or by meaning where that says more; both less where topics are at odds. To a model two countries are
 * nearly one, so where names are at odds it is not heard.
 */
export function likeness(a: QuestionTraits, b: QuestionTraits): number {
  const odds = [lacked(a, b), lacked(b, a)] as const;
  const byWords = termLikeness(a, b);
  if (odds.flat().some(({ isName }) => isName)) return byWords * OTHER_NAME;
  const most = Math.max(byWords, meaningLikeness(a, b));
  return odds.every(({ length }) => length > 0) ? most * OTHER_TOPIC : most;
}

/** How much of both questions' topics the other one has too, by weight. */
function termLikeness(a: QuestionTraits, b: QuestionTraits): number {
  const whole = weightOf(a.terms) + weightOf(b.terms);
  return whole === 0 ? 0 : (shared(a.terms, b.terms) + shared(b.terms, a.terms)) / whole;
}

/** Models put any two questions of one shop some way together; above that, the cosine counts twice. */
function meaningLikeness({ vector: a }: QuestionTraits, { vector: b }: QuestionTraits): number {
  if (a === null || b === null || a.length !== b.length) return 0;
  const cosine = Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  return Math.max(0, (cosine - UNRELATED) / (1 - UNRELATED));
}

/** The topics of a question that the other one has nothing of. */
const lacked = (a: QuestionTraits, b: QuestionTraits): QuestionTerm[] =>
  a.terms.filter((term) => term.weight >= 1 && best(term, b.terms) === 0);

const weightOf = (terms: readonly QuestionTerm[]): number =>
  terms.reduce((sum, { weight }) => sum + weight, 0);

const shared = (terms: readonly QuestionTerm[], others: readonly QuestionTerm[]): number =>
  terms.reduce((sum, term) => sum + term.weight * best(term, others), 0);

const best = (term: QuestionTerm, others: readonly QuestionTerm[]): number =>
  others.reduce((most, other) => Math.max(most, match(term, other)), 0);

function match(term: QuestionTerm, other: QuestionTerm): number {
  if (term.term === other.term) return 1;
  if (term.synonyms.has(other.term)) return SYNONYM;
  return isNearSpelling(term.term, other.term) ? MISSPELT : 0;
}
