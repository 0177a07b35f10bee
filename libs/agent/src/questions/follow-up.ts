import type { Language } from '@app/knowledge';

import { COUNTRY_TERMS } from '../wording/country-names.js';
import { regionsIn } from '../wording/regions.js';
import { namesStoreMatter } from '../wording/store-matter.js';
import { splitWords } from '../wording/words.js';
import { isFunctionWord } from './light-words.js';
import { shopperLanguage } from './shopper-language.js';
import { smallTalk } from './small-talk.js';
import { asksForPerson } from './wishes/asks-for-person.js';

/** Words that stand for something said before, and openings that go on with it, in one language. */
interface Reference {
  refersBack: RegExp;
  goesOn: RegExp;
}

/** Only words that hardly mean anything else: articles and polite forms of address would make every question a follow-up. */
const REFERENCES: Partial<Record<Language, Reference>> = {
  en: {
    refersBack:
      /\b(?:it|its|it's|they|them|their|theirs|that|this|these|those|he|she|him|her|same|other|else|former|latter)\b|\b(?:the|this|that|which|another)\s+(?:\p{L}+\s+)?ones?\b/iu,
    goesOn:
      /^\s*(?:and|but|or|so|also|then|what about|how about|what if|why|really|sure|ok)\b/iu,
  },
  de: {
    refersBack:
      /\b(?:es|ihn|ihm|ihnen|dies(?:e[rsnm]?)?|davon|dafür|damit|dazu|darin|denn das|derselbe|dasselbe|dieselben?)\b/iu,
    goesOn: /^\s*(?:und|aber|oder|also|auch|dann|was ist mit|wie ist es|wie sieht es|warum|wirklich)\b/iu,
  },
  fr: {
    refersBack: /\b(?:ça|cela|ceci|celui|celle|ceux|celles|le même|la même|les mêmes|dedans)\b/iu,
    goesOn: /^\s*(?:et|mais|ou bien|donc|alors|aussi|qu'en est-il|pourquoi|vraiment)\b/iu,
  },
  es: {
    refersBack: /\b(?:eso|esto|esa|esos|esas|ese|ello|aquello|el mismo|la misma|los mismos)\b/iu,
    goesOn: /^\s*¿?\s*(?:y|pero|o|entonces|también|qué pasa con|por qué|de verdad)\b/iu,
  },
  it: {
    refersBack: /\b(?:questo|questa|questi|queste|quello|quella|quelli|ciò|esso|lo stesso|la stessa)\b/iu,
    goesOn: /^\s*(?:e|ma|o|quindi|allora|anche|che ne è di|perché|davvero)\b/iu,
  },
  nl: {
    refersBack: /\b(?:dit|dat|deze|die|daarvan|daarvoor|ermee|ervoor|hetzelfde|dezelfde)\b/iu,
    goesOn: /^\s*(?:en|maar|of|dus|ook|dan|hoe zit het met|waarom|echt)\b/iu,
  },
  pt: {
    refersBack: /\b(?:isso|isto|esse|essa|esses|essas|aquilo|o mesmo|a mesma)\b/iu,
    goesOn: /^\s*(?:e|mas|ou|então|também|e quanto|por que|mesmo)\b/iu,
  },
}; // prettier-ignore

const referencesOf = (question: string): Reference =>
  REFERENCES[shopperLanguage([question])] ?? REFERENCES.en!;

const CLAUSE_BEFORE = /^(.*)(?:[,;.?!]|\b(?:and|if|when|because|but|so|or|that)\b)/isu;

/** With this many topic words of its own a question stands alone, whatever its pronouns. */
const STANDALONE_TERMS = 5;
const FRAGMENT_TERMS = 1;
const MAX_CARRIED = 8;

/** Whether a question needs the conversation so far to be understood. Errs towards yes only for short questions. */
export function isFollowUp(question: string): boolean {
  const terms = topicWords(question).length;
  if (referencesOf(question).goesOn.test(question)) return terms < STANDALONE_TERMS + 2;
  if (refersBack(question)) return terms < STANDALONE_TERMS;
  return terms <= FRAGMENT_TERMS && splitWords(question).length <= 4;
}

/** Whether nothing in a question points back, so that only its shortness speaks for history: "How much is delivery?" */
export const namesItsMatter = (question: string): boolean =>
  topicWords(question).length > 0 &&
  !referencesOf(question).goesOn.test(question) &&
  !refersBack(question);

/** "Do you ship to Spain, and how long does it take?" refers to its own first half. */
function refersBack(question: string): boolean {
  const reference = referencesOf(question).refersBack.exec(question);
  if (reference === null) return false;
  const clause = CLAUSE_BEFORE.exec(question.slice(0, reference.index))?.[1] ?? '';
  return topicWords(clause).length === 0;
}

/**
 * The topic words of the shopper's earlier questions, back to the last one that stood alone, newest first. What a store does
 * for every product alike is not asked of the one that was spoken of before, nor of another country than the one named.
 */
export function carryWords(question: string, earlierQuestions: readonly string[]): string[] {
  const own = new Set(topicWords(question).map((word) => word.term));
  const carried = new Map<string, string>();
  const isOfStore = namesStoreMatter(question);
  const namesPlace = placesIn(question).length > 0;
  const asked = earlierQuestions.filter(
    (earlier) => !asksForPerson(earlier) && !smallTalk(earlier),
  );
  for (const earlier of asked.reverse()) {
    if (isOfStore && !namesStoreMatter(earlier)) break;
    const said = namesPlace ? withoutPlaces(earlier) : earlier;
    for (const { text, term } of topicWords(said)) if (!own.has(term)) carried.set(term, text);
    if (!isFollowUp(earlier) || namesStoreMatter(earlier)) break;
  }
  return [...carried.values()].slice(0, MAX_CARRIED);
}

function placesIn(text: string): string[] {
  const words = splitWords(text).filter(({ terms }) =>
    terms.some((term) => COUNTRY_TERMS.has(term)),
  );
  return [...regionsIn(text).map(({ word }) => word), ...words.map((word) => word.text)];
}

const withoutPlaces = (text: string): string =>
  placesIn(text).reduce((rest, place) => rest.replaceAll(place, ' '), text);

const ASKING = new Set(
  `cost costs price much many long need want know tell get give please find does work hello hi thanks one ones
  way thing something anything possible able`.split(/\s+/),
);

function topicWords(text: string): { text: string; term: string }[] {
  return splitWords(text)
    .filter(({ text: word, terms }) => terms.length > 0 && !ASKING.has(word.toLowerCase()))
    .filter(({ text: word }) => !isFunctionWord(word))
    .map((word) => ({ text: word.text, term: word.terms[0]! }));
}
