const currencies = new Set(Intl.supportedValuesOf('currency'));
/** Symbols that mean one currency. A bare dollar sign means twenty. */
const symbols: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₪': 'ILS',
  '฿': 'THB',
  '₫': 'VND',
  '₱': 'PHP',
  US$: 'USD',
  ZŁ: 'PLN',
  KČ: 'CZK',
};
/** Their amounts have three decimals, so that `1.250` is no thousand. */
const maxDigits = 12;
const thousandths = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/** ISO 4217, or null. */
export function currencyCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (currencies.has(code)) return code;
  return symbols[code] ?? null;
}

/** `1,299.00`, `1.299,00 €` and `1 299` as decimal strings with a point; null for what is no single amount. */
export function decimalPrice(text: string, currency: string | null = null): string | null {
  const amount = onlyAmount(text);
  if (amount === null) return null;
  const isThousandths = currency !== null && thousandths.has(currency);
  const [units = '', cents = ''] = splitAmount(amount, isThousandths);
  if (units.length > maxDigits) return null;
  const plain = units.replace(/^0+(?=\d)/, '');
  return cents === '' ? plain : `${plain}.${cents.slice(0, 6)}`;
}

/** Three digits after a point are a group of a thousand, unless nothing stands before or the currency has thousandths. */
function splitAmount(amount: string, isThousandths: boolean): string[] {
  const point = Math.max(amount.lastIndexOf('.'), amount.lastIndexOf(','));
  const decimals = point < 0 ? '' : amount.slice(point + 1);
  const whole = point < 0 ? amount : amount.slice(0, point);
  const isGroup = decimals.length === 3 && whole !== '0' && !isThousandths;
  return [isGroup ? whole + decimals : whole, isGroup ? '' : decimals].map((part) =>
    part.replace(/[.,]/g, ''),
  );
}

/** The digits and points of the one amount in a text; a range or a negative amount is none. */
function onlyAmount(text: string): string | null {
  const amounts = text.match(/\d+(?:[.,'’\s]\d{3}(?!\d))*(?:[.,]\d+)?/g) ?? [];
  if (amounts.length !== 1 || /-\s*[^\d\s]{0,3}\d/.test(text)) return null;
  return amounts[0]?.replace(/['’\s]/g, '') ?? null;
}

/** Which of two amounts is less; those that are no amounts count as most. */
export function byAmount(one: string | null, other: string | null): number {
  return (one === null ? Infinity : Number(one)) - (other === null ? Infinity : Number(other));
}
