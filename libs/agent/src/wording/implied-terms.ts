import { availabilitiesOf, isGeneral } from '../grounding/claims/availability.js';
import { type ExpectedAnswer, FIGURE, givesAnswer } from '../questions/expected-answer.js';
import { regionTerms } from './regions.js';
import { termsOf } from './words.js';

/** Figures that say without the word what they are: "$9.99" is a price, "8AM - 5PM" are hours. */
const IMPLIED: readonly (readonly [ExpectedAnswer, string])[] = [
  ['price', 'price cost kosten'],
  ['phone', 'phone number call'],
  ['email', 'email contact'],
  ['place', 'address location'],
  ['duration', 'length age period window zeit dauer'],
  ['extent', 'length'],
  ['measure', 'size'],
  ['temperature', 'temperature'],
  ['volume', 'capacity volume hold'],
];
const WEIGHT = new RegExp(
  `\\d\\s?-?(?:kg|g|lbs?|oz)\\b|${FIGURE}(?:(?:kilo)?gram(?:me)?s?|kilo|pounds?|ounces?|gramm)\\b`,
  'iu',
);
/** "30 days of delivery" is told of returns. */
const SINCE =
  /(?<=\p{L})\s(?:of|after|from|since|following|nach|ab|seit)\s(?:the\s|your\s|der\s|dem\s)?(?:delivery|receipt|purchase|arrival|lieferung|erhalt|kauf)(?!\p{L})/giu;
const PERIOD = /\d\s?(?:\p{L}+\s)?(?:day|week|month|year|tag|woche|monat|jahr)\p{L}*$/iu;
const HOURS = /\d\s?(?:am|pm)\b|\b\d{1,2}:\d{2}\b/iu;

const impliedTerms = IMPLIED.map(([kind, words]) => [kind, termsOf(words)] as const);
const weightTerms = termsOf('weight');
const hourTerms = termsOf('open hours time öffnung zeiten geöffnet');
const stockTerms = termsOf(
  'stock sold available availability lager lieferbar verfügbar disponible',
);

/** The terms of a text, and those its figures imply; "sold out" speaks of stock without the word. */
export function quotableTerms(text: string): Set<string> {
  const terms = termsOf(withoutStart(text));
  for (const [kind, words] of impliedTerms) {
    if (givesAnswer(text, kind)) for (const term of words) terms.add(term);
  }
  const implied = [
    ...regionTerms(text),
    ...(WEIGHT.test(text) ? weightTerms : []),
    ...(HOURS.test(text) ? hourTerms : []),
    ...(tellsStock(text) ? stockTerms : []),
  ];
  for (const term of implied) terms.add(term);
  return terms;
}

/** Where a store tells about itself, whatever it calls itself there. */
const ABOUT =
  /(?<!\p{L})(?:about us|about|our story|who we are|über uns|qui sommes[ -]nous|à propos|chi siamo|over ons|quiénes somos|sobre nos(?:otros)?|sobre nós|om oss|om os)(?!\p{L})/iu;
const aboutTerms = termsOf('company business firm store shop');

/** The terms of a title and headings, and those they imply. */
export function titleTerms(title: string): Set<string> {
  const implied = [...regionTerms(title), ...(ABOUT.test(title) ? aboutTerms : [])];
  return new Set([...termsOf(title), ...implied]);
}

/** The text without what a period begins with. */
function withoutStart(text: string): string {
  return text.replace(SINCE, (since: string, at: number) => {
    return PERIOD.test(text.slice(Math.max(0, at - 40), at)) ? ' ' : since;
  });
}

function tellsStock(text: string): boolean {
  return availabilitiesOf(text).some((state) => !isGeneral(state));
}
