/** A number, code, link or address of a text in a form that compares: `$1,299.00` and `1299 USD` are alike. */
export interface Figure {
  kind: 'number' | 'link' | 'email' | 'code';
  value: string;
  /** Currency code or `%` where the text gives one. */
  unit: string | null;
}

const LINK = /(?:https?:\/\/|www\.)[^\s<>()"'\]]+[^\s<>()"'\].,;:!?]/giu;
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** SAVE20, AB-1234, 3LINENS; but 8AM, 21x60 and 30-day are numbers with a unit. */
const MIXED_CODE =
  /\b(?:\p{L}+\p{N}[\p{L}\p{N}]*|\p{Lu}{1,5}-\p{N}[\p{L}\p{N}-]*|\p{N}+\p{L}{4,}\p{N}*)\b/gu;
/** Capitals alone are a code only where the talk is of one. */
const CAPITAL_CODE = /\b\p{Lu}{4,}\b/gu;
const NEAR_CODE = /\b(?:code|coupon|voucher|promo|gutschein|kupon)/iu;
const UNIT_BEFORE = String.raw`(?:([$€£¥₹]|\b(?:USD|EUR|GBP|CHF|HUF|CAD|AUD)\b)\s?)?`;
const UNIT_AFTER = String.raw`(?:\s?(%|[$€£¥₹]|\b(?:percent|per cent|USD|EUR|GBP|CHF|HUF|CAD|AUD|dollars?|euros?|pounds?|Ft|kr|zł)\b))?`;
const NUMBER = new RegExp(
  String.raw`${UNIT_BEFORE}(\d{1,3}(?:[\u00a0\u202f' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)*)${UNIT_AFTER}`,
  'giu',
);

const UNITS: Readonly<Record<string, string>> = {
  $: 'USD', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR', percent: '%', 'per cent': '%', dollar: 'USD', dollars: 'USD',
  euro: 'EUR', euros: 'EUR', pound: 'GBP', pounds: 'GBP', ft: 'HUF', kr: 'KR', zł: 'PLN',
}; // prettier-ignore

/** Everything in a text that must be right to the digit. List numbers at the start of a line are not part of it. */
export function findFigures(text: string): Figure[] {
  const figures: Figure[] = [];
  let rest = text.replace(/^(\s*)\d{1,2}[.)]\s/gmu, '$1');
  const take = (pattern: RegExp, kind: Figure['kind'], asValue: (match: string) => string) => {
    rest = rest.replace(pattern, (match) => {
      figures.push({ kind, value: asValue(match), unit: null });
      return ' ';
    });
  };
  take(LINK, 'link', plainLink);
  take(EMAIL, 'email', (match) => match.toLowerCase());
  take(MIXED_CODE, 'code', plainCode);
  if (NEAR_CODE.test(rest)) take(CAPITAL_CODE, 'code', plainCode);
  for (const [, before, digits, after] of rest.matchAll(NUMBER)) {
    figures.push({
      kind: 'number',
      value: plainNumber(digits ?? ''),
      unit: unitOf(before ?? after),
    });
  }
  return figures;
}

function plainLink(link: string): string {
  return link
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/+$/, '');
}

function plainCode(code: string): string {
  return code.toUpperCase().replaceAll('-', '');
}

/** "1,299.00", "1.299,00" and "1 299" are 1299; "9,99" is 9.99; what has several parts, a date or version, stays. */
function plainNumber(digits: string): string {
  const grouped = digits.replace(/[\u00a0\u202f' ]/g, '').replace(/[.,](?=\d{3}(?!\d))/g, '');
  const decimal = /^(\d+)[.,](\d{1,2})$/.exec(grouped);
  if (decimal) return String(Number(`${decimal[1]}.${decimal[2]}`));
  return /^\d+$/.test(grouped) ? grouped.replace(/^0+(?=\d)/, '') : digits.replaceAll(',', '.');
}

function unitOf(written: string | undefined): string | null {
  if (written === undefined) return null;
  return UNITS[written.toLowerCase()] ?? written.toUpperCase();
}
