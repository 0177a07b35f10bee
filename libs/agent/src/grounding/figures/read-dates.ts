import { type Figure, figure } from './figure.js';
import type { MaskedText } from './masked-text.js';

/** Month names and their short forms in English, German, French, Spanish, Italian and Dutch, January first. */
const MONTHS = [
  'january jan januar jänner janvier janv enero ene gennaio gen januari',
  'february feb februar février fév febrero febbraio februari',
  'march mar märz mrz mars marzo maart mrt',
  'april apr avril avr abril abr aprile',
  'may mai mayo maggio mag mei',
  'june jun juni juin junio giugno giu',
  'july jul juli juillet juil julio luglio lug',
  'august aug août aout agosto ago augustus',
  'september sep sept septembre septiembre settembre set',
  'october oct oktober okt octobre octubre ottobre ott',
  'november nov novembre noviembre',
  'december dec dezember dez décembre déc diciembre dic dicembre',
].map((names) => names.split(' '));
const WEEKDAYS = [
  'monday mon montag lundi lunes lunedì maandag',
  'tuesday tue tues dienstag mardi martes martedì dinsdag',
  'wednesday wed mittwoch mercredi miércoles mercoledì woensdag',
  'thursday thu thur thurs donnerstag jeudi jueves giovedì donderdag',
  'friday fri freitag vendredi viernes venerdì vrijdag',
  'saturday sat samstag sonnabend samedi sábado sabato zaterdag',
  'sunday sun sonntag dimanche domingo domenica zondag',
].map((names) => names.split(' '));
/** Short English forms that are words as well are days only when written as names. */
const DAY_NAME = String.raw`(?<![\p{L}\p{N}])(${names(WEEKDAYS)})s?(?![\p{L}\p{N}])\.?`;
const WEEKDAY = new RegExp(
  String.raw`${DAY_NAME}(?:\s*(?:-|–|—|to|through|until|bis|à|au|a|al|tot|t\/m)\s*${DAY_NAME})?`,
  'giu',
);
const LOWER_WORD = /^(?:sun|sat|mon|wed|mar|set|gen|mag|mars|may|mai|ago)$/u;

const MONTH = String.raw`(?<month>${names(MONTHS)})\.?`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|\.|er|º|°)?`;
const YEAR = String.raw`(?:,?\s+(?:of\s+|de\s+|del\s+)?(?<year>(?:19|20)\d{2}))`;
const EDGE = String.raw`(?![\p{L}\p{N}])`;
const FORMS = [
  String.raw`(?<![\p{L}\p{N}])${DAY}\s*(?:of\s+|de\s+)?${MONTH}${YEAR}?${EDGE}`,
  String.raw`(?<![\p{L}\p{N}])${MONTH}\s+${DAY}${YEAR}?${EDGE}`,
  String.raw`(?<![\p{L}\p{N}])${MONTH}${YEAR}${EDGE}`,
  String.raw`(?<![\p{N}.])(?<year>(?:19|20)\d{2})-(?<m>\d{2})-(?<day>\d{2})(?:T[\d:.]+Z?)?(?![\p{N}.]\p{N})`,
  String.raw`(?<![\p{N}.,$€£])(?<day>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?(?<year>(?:19|20)\d{2})?(?![\p{N}])`,
].map((form) => new RegExp(form, 'giu'));
/** Day and month of these may stand in either order, unless one is above twelve. */
const EITHER_ORDER = /(?<![\p{N}/-])(\d{1,2})([/-])(\d{1,2})\2((?:19|20)?\d{2})(?![\p{N}/-])/gu;
const TIME =
  /(?<![\p{L}\p{N}:.])(\d{1,2})(?:[:.h](\d{2}))?(?:\s?(a|p)\.?\s?m\b\.?|\s?(?:uhr|o'clock)\b)|(?<![\p{L}\p{N}:.])(\d{1,2})(?::|h)(\d{2})(?![\p{N}:])|(?<![\p{L}\p{N}:])(noon|midnight|mittags?|midi|minuit|mezzogiorno|mediodía|middernacht)(?![\p{L}])/giu;

/** Dates as year-month-day (`--05-03` without a year), weekdays as `weekday-1`, and times as on a clock of 24 hours. */
export function readDates(text: MaskedText): Figure[] {
  const found: Figure[] = [];
  for (const form of FORMS) {
    text.take(form, (match) => {
      const date = namedDate(match);
      if (date !== null) found.push(figure('date', date, match[0]));
      return date !== null;
    });
  }
  text.take(EITHER_ORDER, (match) => {
    found.push(figure('date', numericDate(match), match[0]));
  });
  text.take(TIME, (match) => {
    const time = clockTime(match);
    if (time !== null) found.push(figure('time', time, match[0]));
    return time !== null;
  });
  text.take(WEEKDAY, (match) => void found.push(...weekdays(match)));
  return found;
}

function namedDate({ groups = {}, 0: text }: RegExpExecArray): string | null {
  const { day, month, m, year } = groups;
  const isWord = day === undefined && LOWER_WORD.test(text.split(/\s/)[0] ?? '');
  const number = month === undefined ? Number(m) : indexOf(MONTHS, month) + 1;
  if (isWord || !isWithin(number, 12)) return null;
  const start = `${year ?? '-'}-${two(number)}`;
  if (day === undefined) return start;
  return isWithin(Number(day), 31) ? `${start}-${two(Number(day))}` : null;
}

function numericDate([, first = '', mark = '', second = '', year = '']: RegExpExecArray): string {
  const [a, b] = [Number(first), Number(second)];
  const isClear = year.length === 4 && Math.max(a, b) > 12 && Math.min(a, b) <= 12;
  if (!isClear) return [first, second, year].join(mark);
  return [year, two(Math.min(a, b)), two(Math.max(a, b))].join('-');
}

function isWithin(number: number, most: number): boolean {
  return number >= 1 && number <= most;
}

function clockTime([, hour, minute, half, clock, after, word]: RegExpExecArray): string | null {
  if (word !== undefined) return /^(?:midn|minu|midd)/iu.test(word) ? '00:00' : '12:00';
  const h = Number(hour ?? clock);
  const min = Number(minute ?? after ?? 0);
  if (h > 24 || min > 59) return null;
  const shift = half === undefined ? h : (h % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${two(shift % 24)}:${two(min)}`;
}

/** "Monday to Friday" is all five of them. */
function weekdays([text, first = '', last]: RegExpExecArray): Figure[] {
  if (LOWER_WORD.test(first)) return [];
  const from = indexOf(WEEKDAYS, first);
  const to = last === undefined ? from : indexOf(WEEKDAYS, last);
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) =>
    figure('date', `weekday-${((from + i) % 7) + 1}`, text),
  );
}

function indexOf(lists: readonly string[][], name: string): number {
  return lists.findIndex((list) => list.includes(name.toLowerCase()));
}

function names(lists: readonly string[][]): string {
  return lists
    .flat()
    .sort((a, b) => b.length - a.length)
    .join('|');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
