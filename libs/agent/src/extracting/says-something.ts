import { availabilitiesOf } from '../grounding/claims/availability.js';
import { contentTerms } from '../grounding/claims/clause.js';
import { countriesOf } from '../grounding/claims/countries.js';
import type { FigureKind } from '../grounding/figures/figure.js';
import { findFigures } from '../grounding/figures/find-figures.js';
import { asksCode } from '../questions/product-question.js';
import type { Question } from '../questions/question.js';
import { splitWords } from '../wording/words.js';
import { type Excerpt, quoteOf } from './excerpt.js';

type Quoted = Pick<Excerpt, 'chunk' | 'start' | 'end'>;

/** More words make a sentence. */
const MAX_HEADING = 6;
const ENDS = /[.!?…:;]["”’')\]]*$/u;
const LABEL =
  /(?<![\p{L}\p{N}])(?:items?|articles?|products?|model|part|sku|ean|gtin|mpn|isbn|upc|ref(?:erence)?|numbers?|no|nr|nummer|code|id|artikel|artikelnummer|bestellnummer|modell|référence|referencia|código|codice|número|numero)(?![\p{L}\p{N}])\.?/giu;
const CODE =
  /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}._/-]*\p{N})[\p{L}\p{N}][\p{L}\p{N}._/-]{2,}(?![\p{L}\p{N}])/gu;
const OF_CODES: readonly FigureKind[] = ['code', 'number', 'range'];
const RUN = /[\p{L}\p{N}+/=]{16,}/gu;
/** A run changes between small letters, capitals and digits that often only where no person wrote it. */
const CHANGES = 0.4;

/** Whether a piece of a page can be an answer: no heading, no code by itself, and no line that only a machine reads. */
export function saysSomething(excerpt: Quoted, question: Question): boolean {
  const text = quoteOf(excerpt);
  if (text.split('\n').some(isMachineText)) return false;
  if (isCode(text) && !asksCode(question.text)) return false;
  return !standsAlone(excerpt) || !isHeading(text, question);
}

/** Whether it is a line of its own, behind no mark of a list. */
function standsAlone({ chunk: { text }, start, end }: Quoted): boolean {
  return /(?:^|\n)\s*$/u.test(text.slice(0, start)) && /^\s*(?:\n|$)/u.test(text.slice(end));
}

/** What nobody reads makes up half of the line. */
function isMachineText(line: string): boolean {
  const runs = (line.match(RUN) ?? []).filter(isEncoded);
  return runs.join('').length * 2 > line.replace(/\s/gu, '').length;
}

function isEncoded(run: string): boolean {
  const kinds = [...run].map((char) => (/\p{N}/u.test(char) ? 0 : /\p{Lu}/u.test(char) ? 1 : 2));
  const changes = kinds.filter((kind, i) => i > 0 && kind !== kinds[i - 1]).length;
  return changes >= CHANGES * (run.length - 1);
}

/** "United Kingdom", "Delivery Times": a name for what is told elsewhere, whatever kind of figure was asked for. */
function isHeading(text: string, { terms, expects }: Question): boolean {
  const words = splitWords(text);
  const isShort = words.length <= MAX_HEADING && !text.includes('\n') && !ENDS.test(text);
  if (!isShort || !words.every(isCapitalised) || statesFact(text)) return false;
  return expects !== null || saysNothingNew(text, terms);
}

const isCapitalised = ({ text, terms }: { text: string; terms: readonly string[] }): boolean =>
  terms.length === 0 || /^\p{Lu}/u.test(text);

const statesFact = (text: string): boolean =>
  findFigures(text).length > 0 || availabilitiesOf(text).length > 0;

/** Only words of the question, and the countries that it names. */
function saysNothingNew(text: string, terms: Question['terms']): boolean {
  const known = new Set(terms.flatMap(({ term, synonyms }) => [term, ...synonyms]));
  const countries = [...countriesOf(text)].filter(([code]) => known.has(`@${code}`));
  const rest = countries.reduce((left, [, name]) => left.replaceAll(name, ' '), text);
  return [...contentTerms(rest)].every((term) => known.has(term));
}

function isCode(text: string): boolean {
  const rest = text.replace(LABEL, ' ').replace(CODE, ' ');
  if (text.search(CODE) === -1 || /\p{L}/u.test(rest)) return false;
  return findFigures(text).every(({ kind, unit }) => unit === null && OF_CODES.includes(kind));
}
