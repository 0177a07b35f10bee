import { splitUnits } from '../../extracting/split-units.js';
import { isLightWord } from '../../questions/light-words.js';
import { guessLanguage } from '../../wording/guess-language.js';
import { splitWords } from '../../wording/words.js';
import { inDigits } from '../figures/find-figures.js';
import { availabilitiesOf, type Availability, withoutAvailabilities } from './availability.js';
import { isNegated } from './negation.js';

/** A part of a sentence that affirms or denies one thing. */
export interface Clause {
  terms: ReadonlySet<string>;
  /** Its terms without those that tell of stock. */
  subject: ReadonlySet<string>;
  isNegated: boolean;
  isFree: boolean;
  availabilities: readonly Availability[];
}

const FREE =
  /(?<![\p{L}-])(?:free|gratis|gratuit\p{L}*|kostenlos\p{L}*|complimentary)(?![\p{L}-])/iu;
export const BORDER =
  /[;()—]|,\s|\s(?=(?:but|except|however|although|unless|if|when|aber|außer|sondern|wenn|falls|mais|sauf|pero|excepto|salvo|tranne|maar|behalve)\s)/giu;
/** They speak of what was said just before. */
export const LEANING =
  /^\s*(?:it|they|which|who|this|these|those|that|except|excluding|but not|es|sie|dies\p{L}*|außer|sauf|ils?|elles?|ce\p{L}*|excepto|salvo|est[aeo]\p{L}*|tranne|behalve|deze|dit)(?!\p{L})/iu;
/** Words of talking rather than of what is said; a true sentence may add them. */
const TALK = new Set(
  'yes no not unfortunately however please according page pages store shop website note sorry kindly simply additionally also overall generally typically furthermore moreover course sure customer customers shopper our offer offers currently policy item items within after before up per cannot non without only takes taken took needs needed'.split(
    ' ',
  ),
);

export function readClauses(text: string): Clause[] {
  const language = guessLanguage(text);
  const clauses: Clause[] = [];
  for (const { start, end } of splitUnits(text)) {
    for (const part of text.slice(start, end).split(BORDER)) {
      const own = contentTerms(part);
      const leansOn = LEANING.test(part) ? clauses.at(-1) : undefined;
      if (own.size > 0) clauses.push(readClause(part, own, { leansOn, language }));
    }
  }
  return clauses;
}

/** What a text speaks of: its index terms without figures, which are compared on their own, and words of talking. */
export function contentTerms(text: string): Set<string> {
  const words = splitWords(inDigits(text)).filter(({ text: word }) => {
    return !/\p{N}/u.test(word) && !isLightWord(word) && !TALK.has(word.toLowerCase());
  });
  return new Set(words.flatMap(({ terms }) => terms));
}

function readClause(
  part: string,
  own: ReadonlySet<string>,
  { leansOn, language }: { leansOn: Clause | undefined; language: string | null },
): Clause {
  const availabilities = availabilitiesOf(part);
  const subject = availabilities.length === 0 ? own : contentTerms(withoutAvailabilities(part));
  return {
    terms: new Set([...(leansOn?.terms ?? []), ...own]),
    subject: new Set([...(leansOn?.subject ?? []), ...subject]),
    isNegated: isNegated(part, language),
    isFree: FREE.test(part),
    availabilities,
  };
}
