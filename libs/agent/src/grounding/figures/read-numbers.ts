import { splitWords } from '../../wording/words.js';
import { type Figure, figure } from './figure.js';
import type { MaskedText } from './masked-text.js';
import { isCurrency, unitAfter, unitNamed } from './units.js';

interface Read extends Figure {
  start: number;
  stop: number;
}

const GROUP_MARKS = /[\u00a0\u2009\u202f'’ ]/g;
const BEFORE = String.raw`((?<![\p{L}\p{N}])(?:US\$|CA\$|AU\$|NZ\$|C\$|A\$|R\$|USD|CAD|AUD|NZD|EUR|GBP|CHF|JPY|INR|HUF|SEK|NOK|DKK|PLN|CZK|kr\.?|Rs\.?|Fr\.)\s?|[$€£¥₹₺]\s?)?`;
const DIGITS = String.raw`(\d{1,3}(?:[\u00a0\u2009\u202f'’ ]\d{3})+(?:[.,]\d{1,2})?(?![\d.,]*\d)|\d+\/\d+|\d+(?:[.,]\d+)*(?:\s?[½¼¾])?|[½¼¾])`;
const NUMBER = new RegExp(BEFORE + DIGITS, 'giu');
const FRACTIONS: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 };
const RANGE_MARK = /^\s*(?:[-–—~]|to|through|bis|à|a|tot)\s*$/iu;
const BETWEEN = /(?:between|zwischen|entre|tra|fra|tussen)\s*$/iu;
const AND = /^\s*(?:and|und|et|y|e|en)\s*$/iu;
/** What stands between numbers that share the unit of the last: "3 or 5 days", "21 x 30 cm". */
const SHARED = /^\s*(?:[x×*&,/]|or|oder|ou|o|of|by|and|und|et|y|e|en)\s*$/iu;

/** Numbers with their units; a range is itself and both of its ends. */
export function readNumbers(text: MaskedText): Figure[] {
  const source = text.text;
  const found = [...source.matchAll(NUMBER)].map((match) => readNumber(match, source));
  const ranges: Figure[] = [];
  for (let i = found.length - 1; i > 0; i -= 1) {
    const [left, right] = [found[i - 1]!, found[i]!];
    const between = source.slice(left.stop, right.start);
    const isRange = isRangeMark(between, source.slice(0, left.start));
    if (!isRange && !SHARED.test(between)) continue;
    shareUnit(left, right);
    if (isRange && Number(left.value) < Number(right.value))
      ranges.push(asRange(left, right, source));
  }
  return [...found, ...ranges];
}

function readNumber(match: RegExpExecArray, source: string): Read {
  const [all, before, digits = ''] = match;
  const start = match.index;
  const following = source.slice(start + all.length, start + all.length + 40);
  const after = unitAfter(following);
  const currency = before === undefined ? null : unitNamed(before.trim());
  const unit = currency ?? after?.unit ?? null;
  const isAfter = after !== null && after.unit === unit;
  const stop = start + all.length + (isAfter ? after.length : 0);
  const noun = unit === null ? nounAfter(following) : null;
  const written = source.slice(start, stop);
  return { ...figure('number', plainNumber(digits), written), unit, noun, start, stop };
}

function isRangeMark(between: string, before: string): boolean {
  return RANGE_MARK.test(between) || (AND.test(between) && BETWEEN.test(before));
}

function shareUnit(left: Read, right: Read): void {
  if (left.unit === null && right.unit !== null) left.unit = right.unit;
  else if (right.unit === null && isCurrency(left.unit)) right.unit = left.unit;
}

function asRange(left: Read, right: Read, source: string): Figure {
  left.end = 'low';
  right.end = 'high';
  const range = figure(
    'range',
    `${left.value}-${right.value}`,
    source.slice(left.start, right.stop),
  );
  return { ...range, unit: right.unit };
}

function nounAfter(following: string): string | null {
  const word = /^[\s-](\p{L}{3,})/u.exec(following)?.[1];
  return word === undefined ? null : (splitWords(word)[0]?.terms[0] ?? null);
}

/** "1,299.00", "1.299,00", "1 299" and "1'299" are 1299; "9,99" is 9.99; what has several parts, a version, stays. */
function plainNumber(written: string): string {
  const fraction = FRACTIONS[written.at(-1) ?? ''];
  if (fraction !== undefined) return String(Number(written.slice(0, -1).trim() || 0) + fraction);
  if (written.includes('/')) return written;
  const grouped = written
    .replace(GROUP_MARKS, '')
    .replace(/[.,](?=\d{2},\d{3}(?!\d)|\d{3}(?!\d))/g, '');
  const decimal = /^(\d+)[.,](\d{1,2})$/.exec(grouped);
  if (decimal) return String(Number(`${decimal[1]}.${decimal[2]}`));
  return /^\d+$/.test(grouped) ? grouped.replace(/^0+(?=\d)/, '') : written.replaceAll(',', '.');
}
