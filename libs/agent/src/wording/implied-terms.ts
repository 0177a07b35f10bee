import { availabilitiesOf, isGeneral } from '../grounding/claims/availability.js';
import { type ExpectedAnswer, FIGURE, givesAnswer } from '../questions/expected-answer.js';
import { termsOf } from './words.js';

/** Figures that say without the word what they are: "$9.99" is a price, "8AM - 5PM" are hours. */
const IMPLIED: readonly (readonly [ExpectedAnswer, string])[] = [
  ['price', 'price cost'],
  ['phone', 'phone number call'],
  ['email', 'email contact'],
  ['place', 'address location'],
  ['duration', 'length age'],
  ['extent', 'length'],
  ['measure', 'size'],
];
const WEIGHT = new RegExp(
  `\\d\\s?-?(?:kg|g|lbs?|oz)\\b|${FIGURE}(?:(?:kilo)?gram(?:me)?s?|kilo|pounds?|ounces?|gramm)\\b`,
  'iu',
);
const HOURS = /\d\s?(?:am|pm)\b|\b\d{1,2}:\d{2}\b/iu;

const impliedTerms = IMPLIED.map(([kind, words]) => [kind, termsOf(words)] as const);
const weightTerms = termsOf('weight');
const hourTerms = termsOf('open hours time');
const stockTerms = termsOf(
  'stock sold available availability lager lieferbar verfügbar disponible',
);

/** The terms of a text, and those its figures imply; "sold out" speaks of stock without the word. */
export function quotableTerms(text: string): Set<string> {
  const terms = termsOf(text);
  for (const [kind, implied] of impliedTerms) {
    if (givesAnswer(text, kind)) for (const term of implied) terms.add(term);
  }
  if (WEIGHT.test(text)) for (const term of weightTerms) terms.add(term);
  if (HOURS.test(text)) for (const term of hourTerms) terms.add(term);
  if (tellsStock(text)) for (const term of stockTerms) terms.add(term);
  return terms;
}

function tellsStock(text: string): boolean {
  return availabilitiesOf(text).some((state) => !isGeneral(state));
}
