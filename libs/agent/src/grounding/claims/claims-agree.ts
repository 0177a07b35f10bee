import type { IndexedClause, SourceReading } from '../source-reading.js';
import {
  type Availability,
  isGeneral,
  isNotToBeHad,
  isToBeHad,
  statesAgree,
} from './availability.js';
import { type Clause, contentTerms, readClauses } from './clause.js';
import { countriesOf } from './countries.js';
import { namesIn, nameStands } from './names.js';
import { missingOpposites } from './opposites.js';

/** Below this a clause of the source speaks of something else, and its denial says nothing of the sentence. */
const SAME_MATTER = 0.6;

/** Claims of a sentence that its source does not make or denies: availability, places, names, yes and no. */
export function missingClaims(
  sentence: string,
  source: SourceReading,
  { isCrossLanguage, isGerman }: { isCrossLanguage: boolean; isGerman: boolean },
): string[] {
  const clauses = readClauses(sentence);
  return [
    ...clauses.flatMap((clause) => missingStates(clause, source)),
    ...(isCrossLanguage ? [] : clauses.flatMap((clause) => missingAgreement(clause, source))),
    ...(isCrossLanguage ? [] : missingOpposites(sentence, source)),
    ...missingCountries(sentence, source),
    ...missingNames(sentence, source, { isCrossLanguage, isGerman }),
  ];
}

const YES =
  /^\W*(?:yes|yep|yeah|certainly|absolutely|of course|ja|jawohl|natürlich|selbstverständlich|oui|bien sûr|sí|claro|sì|certo|sim|igen|tak|ano|да)\s*(?:[,.!;:–—-]|$)/iu;
const NO = /^\W*(?:no|nope|nein|leider nein|non|nee|não|nem|nej|nei|нет)\s*(?:[,.!;:–—-]|$)/iu;

/** "Yes" says what was asked: that it can be bought, that it is so in that country. Its source has to say it, too. */
export function missingAnswer(sentence: string, question: string, source: SourceReading): string[] {
  const isYes = YES.test(sentence);
  if (!isYes && !NO.test(sentence)) return [];
  const isBare = contentTerms(sentence).size === 0;
  const asked = readClauses(question).filter(({ availabilities }) =>
    availabilities.some((state) => isToBeHad(state) || isNotToBeHad(state)),
  );
  const missing = asked.flatMap(({ subject, availabilities }): Availability[] => {
    const said = isYes === availabilities.some(isToBeHad) ? 'available' : 'unavailable';
    const found = statesOf(subject, source);
    // free delivery is available without a word of stock
    if (found.length === 0) return isBare || !availabilities.every(isGeneral) ? [said] : [];
    return found.some((state) => statesAgree(said, state)) ? [] : [said];
  });
  return [...missing, ...(isYes ? missingCountries(question, source) : [])];
}

/** What is said of stock stands where the page speaks of stock and, if it names several things, of this one. */
function missingStates({ availabilities, subject }: Clause, source: SourceReading): string[] {
  if (availabilities.length === 0) return [];
  const found = statesOf(subject, source);
  return availabilities.filter((said) => !isBorne(said, found)).map(spoken);
}

/** What the source says of the stock of a thing, or of any where it names none. */
function statesOf(subject: Clause['subject'], source: SourceReading): Availability[] {
  const stating = source.clauses.filter((other) => other.availabilities.length > 0);
  const near = closest(subject, stating);
  return (near.length > 0 ? near : stating).flatMap((other) => other.availabilities);
}

function isBorne(said: Availability, found: readonly Availability[]): boolean {
  if (found.length === 0 && isGeneral(said)) return true;
  return found.some((other) => statesAgree(said, other));
}

function spoken(state: Availability): string {
  if (state === 'stocked') return 'in stock';
  return state === 'out' ? 'out of stock' : state;
}

/** A clause that affirms what the closest clauses of the source all deny, or the other way round; and what is free. */
function missingAgreement(clause: Clause, source: SourceReading): string[] {
  const near = closest(clause.terms, source.clauses);
  const terms = [...clause.terms];
  const share = near[0] === undefined ? 0 : overlap(clause.terms, near[0]) / terms.length;
  const isJudged = share >= SAME_MATTER && !speaksOfStock(clause, source);
  if (isJudged && !near.some((other) => other.isNegated === clause.isNegated)) {
    return [`${clause.isNegated ? 'not ' : ''}${terms.join(' ')}`];
  }
  return isFreeThere(clause, source) ? [] : [`free ${terms.join(' ')}`];
}

/** Free is what the page calls free: of free delivery and returns for $5, only the delivery. */
function isFreeThere(clause: Clause, source: SourceReading): boolean {
  const things = [...clause.terms].filter(
    (term) => !/^(?:free|grati|kosten|cost|charg)/.test(term),
  );
  const free = source.clauses.filter(({ isFree }) => isFree);
  if (!clause.isFree || things.length === 0 || free.length === 0) return true;
  return free.some(({ index }) => things.some((term) => index.knows(term)));
}

function speaksOfStock({ availabilities }: Clause, { clauses }: SourceReading): boolean {
  return availabilities.length > 0 && clauses.some((other) => other.availabilities.length > 0);
}

function closest(
  terms: ReadonlySet<string>,
  clauses: readonly IndexedClause[],
): readonly IndexedClause[] {
  const scored = clauses.map((other) => ({ other, shared: overlap(terms, other) }));
  const most = Math.max(0, ...scored.map(({ shared }) => shared));
  return most === 0 ? [] : scored.filter(({ shared }) => shared === most).map(({ other }) => other);
}

function overlap(terms: ReadonlySet<string>, other: IndexedClause): number {
  let shared = 0;
  for (const term of terms) if (other.index.knows(term)) shared += 1;
  return shared;
}

function missingCountries(sentence: string, source: SourceReading): string[] {
  return [...countriesOf(sentence)]
    .filter(([code, name]) => !source.countries.has(code) && !source.words.has(name.toLowerCase()))
    .map(([, name]) => name);
}

function missingNames(
  sentence: string,
  source: SourceReading,
  { isCrossLanguage, isGerman }: { isCrossLanguage: boolean; isGerman: boolean },
): string[] {
  const knows = (term: string) => !isCrossLanguage && source.index.knows(term);
  return namesIn(sentence, { isGerman }).filter((name) => !nameStands(name, source.words, knows));
}
