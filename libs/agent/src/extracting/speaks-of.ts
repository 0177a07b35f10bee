import type { Question, QuestionTerm } from '../questions/question.js';
import { titleTerms } from '../wording/implied-terms.js';
import { namesStoreMatter, storeMatters } from '../wording/store-matter.js';
import { splitWords, type Word } from '../wording/words.js';
import { askedCompany } from './asked-company.js';
import { askedProduct, askedThing } from './asked-thing.js';
import { type Excerpt, quoteOf } from './excerpt.js';
import type { Findings } from './find-excerpts.js';

const FOUND = 0.7;
const SURELY_FOUND = 0.75;
const SPELT = 5;
const TOPIC = 0.5;
/** Words between two that belong together. */
const NEAR = 3;

/**
 * Whether the pages found speak of the very thing: of the product whose warranty is asked, of the company whose policy it is,
 * of express delivery rather than of delivery and of what is expressed.
 */
export function speaksOf(question: Question, findings: Findings): boolean {
  return (
    hasThing(question, findings) &&
    hasCompany(question.text, findings.excerpts) &&
    hasService(question, findings.excerpts) &&
    hasProduct(question, findings.excerpts) &&
    hasMatter(question, findings.excerpts)
  );
}

function hasThing({ text, terms }: Question, { chunkStrengths }: Findings): boolean {
  const thing = askedThing(text);
  const absent = terms.filter(({ term, word, weight }, i) => {
    const isAsked = weight >= TOPIC && thing.has(term) && !namesStoreMatter(word);
    // a short word that is like another is no typing error of it: a sofa is not soft
    const found = term.length < SPELT ? SURELY_FOUND : FOUND;
    return isAsked && chunkStrengths.every((strengths) => (strengths[i] ?? 0) < found);
  });
  return absent.length === 0;
}

/** A page of its own, a site of its own, or the matter right beside the name. */
function hasCompany(text: string, excerpts: readonly Excerpt[]): boolean {
  const name = askedCompany(text)?.toLowerCase();
  if (name === undefined) return true;
  return excerpts.some(({ chunk: { title, url, text: page } }) => {
    if ([title, url].some((place) => place.toLowerCase().includes(name))) return true;
    return page
      .toLowerCase()
      .split(/[.!?\n]/u)
      .some((sentence) => isBeside(name, sentence));
  });
}

function isBeside(name: string, sentence: string): boolean {
  const words = splitWords(sentence).map((word) => word.text);
  const matters = words.flatMap((word, i) => (namesStoreMatter(word) ? [i] : []));
  return words.some((word, i) => {
    return word.startsWith(name) && matters.some((j) => Math.abs(i - j) <= NEAR);
  });
}

/** Of "express delivery" the pages say both words, so they have to say them together. */
function hasService(question: Question, excerpts: readonly Excerpt[]): boolean {
  const pairs = servicesIn(question);
  return pairs.every(([kind, matter]) => {
    const chunks = [...new Set(excerpts.map(({ chunk }) => chunk))];
    const isNamed = ({ title, headingPath }: (typeof chunks)[number]) =>
      isSaid(kind, titleTerms([title, ...headingPath].join('\n')));
    if (chunks.some(isNamed)) return true;
    const texts = chunks.map((chunk) => splitWords(chunk.text));
    const isKnown = texts.some((words) => words.some((word) => isSaid(kind, word.terms)));
    return !isKnown || texts.some((words) => standTogether(words, kind, matter));
  });
}

/** A cooling pillow is not a pillow of cotton that keeps cool. */
function hasProduct({ text, terms }: Question, excerpts: readonly Excerpt[]): boolean {
  const [kind, thing] = askedProduct(text).map((words) =>
    terms.find(({ term }) => words.has(term)),
  );
  if (!kind || !thing) return true;
  const chunks = excerpts.map(({ chunk }) => [chunk.title, ...chunk.headingPath, chunk.text]);
  const texts = [...new Set(chunks.flat())].map((one) => splitWords(one));
  return texts.some((words) => standTogether(words, kind, thing));
}

/** The days within which a thing may be sent back are not those that its delivery takes. */
function hasMatter({ text, expects }: Question, excerpts: readonly Excerpt[]): boolean {
  const [matter, ...others] = storeMatters(text);
  const giving = excerpts.filter(({ givesExpected }) => givesExpected);
  if (matter === undefined || others.length > 0 || expects === null) return true;
  return giving.length === 0 || giving.some((excerpt) => isOfMatter(matter, excerpt));
}

/** What stands under a heading of another matter is of that, unless it says nothing of that itself. */
function isOfMatter(matter: string, excerpt: Excerpt): boolean {
  const { title, headingPath } = excerpt.chunk;
  const own = storeMatters(quoteOf(excerpt));
  const headed = storeMatters(headingPath.at(-1) ?? '');
  if (headed.length > 0) return headed.includes(matter) || own.join() === matter;
  return [...own, ...storeMatters([title, ...headingPath].join('\n'))].includes(matter);
}

/** A word right before one for what a store does for all its products. */
function servicesIn({ text, terms }: Question): [QuestionTerm, QuestionTerm][] {
  const words = splitWords(text);
  const topicOf = (word: Word | undefined) =>
    terms.find(({ term, weight }) => weight >= TOPIC && word?.terms.includes(term));
  return words.flatMap((word, i) => {
    const [kind, matter] = [topicOf(words[i - 1]), topicOf(word)];
    const isService = kind && matter && isMatter(word.text) && !isMatter(kind.word);
    return isService && !kind.isName ? [[kind, matter] as [QuestionTerm, QuestionTerm]] : [];
  });
}

/** Prices are what a store matches, freezes or haggles about as a service. */
const isMatter = (word: string): boolean =>
  namesStoreMatter(word) ||
  /^(?:prices?|pricing|preise?|prix|precios?|prezz[io]|prij(?:s|zen)|preços?|pris(?:er)?)$/iu.test(
    word,
  );

function standTogether(words: readonly Word[], kind: QuestionTerm, matter: QuestionTerm): boolean {
  const at = (term: QuestionTerm) =>
    words.flatMap((word, i) => (isSaid(term, word.terms) ? [i] : []));
  const matters = at(matter);
  return at(kind).some((i) => matters.some((j) => i !== j && Math.abs(i - j) <= NEAR));
}

function isSaid({ term, synonyms }: QuestionTerm, terms: Iterable<string>): boolean {
  return [...terms].some((other) => other === term || synonyms.has(other));
}
