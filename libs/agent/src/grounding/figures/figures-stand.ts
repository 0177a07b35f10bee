import type { Figure } from './figure.js';
import { findFigures } from './find-figures.js';
import { isSamePhone } from './read-contacts.js';
import { SourceFigures } from './source-figures.js';
import { inExactUnit } from './units.js';

const PHONE_LENGTH = 7;
/** A range of three to five days bears "up to five" and "from three", not "five days" and not "three". */
const UPPER =
  /\b(?:up to|within|at most|no more than|no later than|max\p{L}*|until|under|bis|höchstens|innerhalb|spätestens|jusqu\p{L}*|au plus|hasta|máximo|como mucho|entro|fino a|al massimo|binnen|tot|hooguit)\b/iu;
const LOWER =
  /\b(?:from|at least|min\p{L}*|starting|starts?|over|more than|earliest|ab|mindestens|frühestens|à partir|dès|au moins|desde|a partir|al menos|da|almeno|vanaf|minstens)\b/iu;
/** "2 × $49 = $98" is worked out, whatever stands in the text. */
const COMPUTED = /[\d%][^\n=]{0,30}?\s?[×x*+·/÷−–-]\s?[^\n=]{0,40}?\d[^\n=]{0,20}=\s*[^\s=]*\d/iu;

/** Whether every price, percentage, date, code, link and number of a sentence stands in the text it rests on. */
export function figuresStandIn(sentence: string, source: string): boolean {
  return missingFigures(sentence, findFigures(sentence), new SourceFigures(source)).length === 0;
}

/** The figures of a sentence that do not stand in the text it rests on, as the sentence has them. */
export function missingFigures(
  sentence: string,
  figures: readonly Figure[],
  source: SourceFigures,
): string[] {
  const missing = figures.filter((figure) => !stands(figure, source, sentence));
  const computed = COMPUTED.exec(sentence)?.[0];
  const texts = [...missing.map(({ text }) => text), ...(computed === undefined ? [] : [computed])];
  return [...new Set(texts.map((text) => text.trim()))];
}

function stands(said: Figure, source: SourceFigures, sentence: string): boolean {
  switch (said.kind) {
    case 'link':
      return source.hasLink(said.value);
    case 'code':
      return source.hasCode(said.value);
    case 'phone':
      return phoneStands(said.value, source);
    case 'date':
      return source.of('date').some(({ value }) => datesAgree(said.value, value));
    case 'time':
      return source.of('time').some(({ value }) => value === said.value);
    case 'free':
      return source.of('free').length > 0 || source.of('number').some(isZeroPrice);
    case 'range':
      return source.of('range').some((range) => isSameNumber(said, range, source));
    case 'number':
      return numberStands(said, source, sentence);
    default:
      return source.of(said.kind).some(({ value }) => value === said.value);
  }
}

function numberStands(said: Figure, source: SourceFigures, sentence: string): boolean {
  const alike = source.of('number').filter((found) => isSameNumber(said, found, source));
  if (said.end !== null || alike.some(({ end }) => end === null)) return alike.length > 0;
  if (alike.some(({ end }) => (end === 'high' ? UPPER : LOWER).test(sentence))) return true;
  if (alike.length > 0) return said.unit === null;
  return isYearOf(said, source) || isZeroFree(said, source) || phoneStands(said.value, source);
}

function isSameNumber(said: Figure, found: Figure, source: SourceFigures): boolean {
  if (said.value === found.value) return unitsAgree(said, found, source);
  return said.unit !== null && found.unit !== null && isSameMeasure(said, found);
}

function isSameMeasure(said: Figure, found: Figure): boolean {
  const [one, other] = [said, found].map(({ value, unit }) => inExactUnit(value, unit ?? ''));
  return one!.unit === other!.unit && one!.value === other!.value;
}

/** A sentence may leave a unit out; one that the page leaves out beside the number must be named on the page. */
function unitsAgree(said: Figure, found: Figure, source: SourceFigures): boolean {
  if (said.unit === found.unit) return true;
  if (said.unit === null) return said.noun === null || !isMeasure(found.unit);
  if (found.unit === null) {
    return found.noun === null && said.unit !== '%' && source.namesUnit(said.unit);
  }
  const pair = [said.unit, found.unit];
  return pair.includes('pound') && (pair.includes('GBP') || pair.includes('lb'));
}

/** "30 lamps" does not stand where 30 days do; a piece or a pair may go by its name. */
function isMeasure(unit: string | null): boolean {
  return unit !== null && unit !== 'piece' && unit !== 'pair';
}

function phoneStands(digits: string, source: SourceFigures): boolean {
  if (digits.length < PHONE_LENGTH) return false;
  const numbers = [...source.of('phone'), ...source.of('number')].map(({ value }) => value);
  return numbers.some((value) => value === digits || isSamePhone(value, digits));
}

/** A sentence may leave the year out, or the day of a date, never add one. */
function datesAgree(said: string, found: string): boolean {
  if (said === found) return true;
  if (said.startsWith('--')) return found.endsWith(said.slice(1)) && found.length === 10;
  return /^\d{4}-\d{2}$/.test(said) && found.startsWith(`${said}-`);
}

function isYearOf({ value, unit }: Figure, source: SourceFigures): boolean {
  const isYear = unit === null && /^(?:19|20)\d{2}$/.test(value);
  return isYear && source.of('date').some((date) => date.value.includes(value));
}

function isZeroFree({ value }: Figure, source: SourceFigures): boolean {
  return value === '0' && source.of('free').length > 0;
}

function isZeroPrice({ value, unit }: Figure): boolean {
  return value === '0' && unit !== null && /^[A-Z]{2,3}$/.test(unit);
}
