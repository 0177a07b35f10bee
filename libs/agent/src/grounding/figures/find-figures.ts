import { type Figure, figure } from './figure.js';
import { MaskedText } from './masked-text.js';
import { withDigits } from './number-words.js';
import { plainCode, readLinks, readPhones } from './read-contacts.js';
import { readDates } from './read-dates.js';
import { readNumbers } from './read-numbers.js';
import { unitAfter, unitNamed } from './units.js';

/** SAVE20, AB-1234, 2CANDLE; but 8AM, 21x60, EUR49 and 30-day are numbers with a unit. */
const MIXED_CODE =
  /\b(?:\p{L}+\p{N}[\p{L}\p{N}]*(?![.,]\p{N})(?:-[\p{L}\p{N}]+)*|\p{Lu}{1,5}-\p{N}[\p{L}\p{N}-]*|\p{N}+\p{L}{4,}\p{N}*)\b/gu;
/** Capitals alone, a quoted word and "code: sunshine" are codes only where the talk is of one. */
const NEAR_CODE =
  /\b(?:codes?|coupons?|vouchers?|promo|gutschein\w*|rabattcode|kupon|bon|cup[oó]n|código|codice|kortingscode)\b/iu;
const CAPITALS = /\b(?!(?:FAQ|USA|USD|EUR|GBP|VAT)\b)\p{Lu}{3,}\b/gu;
const SET_APART =
  /(?<=["“„«'‘`])\p{L}[\p{L}\p{N}_-]{2,20}(?=["”“»'’`])|(?<=\b(?:code|código|codice|coupon|voucher|gutscheincode|kortingscode)(?::\s*|\s+(?:is|ist|lautet|est|es|è):?\s+))(?!the\b|not\b|valid\b|a\b)\p{L}[\p{L}\p{N}_-]{3,20}/giu;
const FREE =
  /(?<![\p{L}\p{N}-])(?:free of charge|for free|free|complimentary|(?:at )?no (?:extra |additional )?(?:cost|charge)|gratis|kostenlos\p{L}*|kostenfrei\p{L}*|versandkostenfrei\p{L}*|gratuit\p{L}*|kosteloos|sans frais|sin coste|senza costi)(?![\p{L}\p{N}-])/giu;
/** "Feel free", "free from plastic" and "BPA free" are no price. */
const NO_PRICE =
  /(?:feel|[A-Z]{3,}|sugar|gluten|lead|acid|dust|cruelty|crease|wrinkle|hands|hassle|risk)\s$/u;
const NO_PRICE_AFTER = /^\s(?:from|of(?! charge)|to|standing|time)\b/iu;

/** Everything in a text that must be right to the digit. List numbers at the start of a line are not part of it. */
export function findFigures(text: string): Figure[] {
  const listless = text.replace(/^(\s*)\d{1,2}[.)]\s/gmu, '$1');
  const masked = new MaskedText(listless);
  const links = readLinks(masked);
  const dates = readDates(masked);
  const phones = readPhones(masked);
  const spoken = NEAR_CODE.test(listless);
  const codes = readCodes(masked, spoken);
  const free = readFree(masked);
  const digits = new MaskedText(inDigits(masked.text));
  return [...links, ...dates, ...phones, ...codes, ...free, ...readNumbers(digits)];
}

/** The text with its number words as digits. */
export const inDigits = (text: string): string =>
  withDigits(text, (next) => unitAfter(next) !== null);

function readCodes(text: MaskedText, isSpokenOf: boolean): Figure[] {
  const codes: Figure[] = [];
  const keep = (code: string) => void codes.push(figure('code', plainCode(code), code));
  text.take(MIXED_CODE, ([code]) => {
    if (isAmount(code)) return false;
    keep(code);
    return true;
  });
  if (!isSpokenOf) return codes;
  text.take(SET_APART, ([code]) => keep(code));
  text.take(CAPITALS, ([code]) => keep(code));
  return codes;
}

/** `EUR49` and `30days` are amounts. */
function isAmount(code: string): boolean {
  const [, letters, , after] = /^(\p{L}+)([\d.]+)$|^\d+(\p{L}+)$/u.exec(code) ?? [];
  const unit = letters ?? after;
  return unit !== undefined && unit.length > 1 && unitNamed(unit) !== null;
}

function readFree(text: MaskedText): Figure[] {
  const found: Figure[] = [];
  text.take(FREE, (match) => {
    const before = text.text.slice(Math.max(0, match.index - 10), match.index);
    const after = text.text.slice(match.index + match[0].length, match.index + 40);
    if (match[0].toLowerCase() === 'free' && (NO_PRICE.test(before) || NO_PRICE_AFTER.test(after)))
      return false;
    found.push(figure('free', '0', match[0]));
    return true;
  });
  return found;
}
