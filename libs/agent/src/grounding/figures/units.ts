import type { Figure } from './figure.js';

/** Spellings of one unit a row, its name first. A different unit is a different claim, but for what is exactly so many of another. */
const ROWS = `
%: % percent|per cent|prozent|pour cent|por ciento|per cento|procent|pct
mm: mm millimetre millimetres millimeter millimeters millimètre millimètres milímetros millimetri
cm: cm centimetre centimetres centimeter centimeters zentimeter centimètre centimètres centímetros centimetri
m: metre metres meter meters mètre mètres metros metri mtr
km: km kilometre kilometres kilometer kilometers kilomètres kilómetros chilometri
inch: inch inches zoll pouces pulgadas pollici inch-es
ft: ft foot feet fuß pieds
yd: yd yard yards
mile: mile miles mi
mg: mg milligram milligrams milligramm milligrammes
g: gr gram grams gramm gramme grammes gramos grammi
kg: kg kgs kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes kilogramos chilogrammi kilogrammen
lb: lb lbs
oz: oz ounce ounces unzen onces
floz: floz|fl oz|fluid ounce|fluid ounces
ml: ml millilitre millilitres milliliter milliliters mililitros millilitri
cl: cl centilitre centilitres centiliter
l: litre litres liter liters litros litri
gal: gal gallon gallons
celsius: °c celsius|degrees celsius|degrees c|grad celsius|degrés celsius
fahrenheit: °f fahrenheit|degrees fahrenheit|degrees f
degree: ° degree degrees grad degrés grados gradi graden
w: watt watts
kw: kw kilowatt kilowatts
kwh: kwh
v: volt volts
a: amp amps ampere amperes
ah: ah
mah: mah
hz: hz hertz
khz: khz
mhz: mhz
ghz: ghz
db: db decibel decibels dezibel
lm: lm lumen lumens
kelvin: kelvin
kb: kb kib kilobyte kilobytes
mb: mb mib megabyte megabytes
gb: gb gib gigabyte gigabytes
tb: tb tib terabyte terabytes
bit: bit bits
byte: byte bytes
mbps: mbps mbit/s
px: px pixel pixels
mp: mp megapixel megapixels
dpi: dpi
gsm: gsm g/m² g/m2
second: sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondo secondi seconden
minute: min mins minute minutes minuten minuto minutos minuti minuut
hour: hr hrs hour hours stunde stunden heure heures hora horas ora ore uur uren
night: night nights nacht nächte nuits noches notti nachten
day: day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen|calendar day|calendar days|consecutive days
workday: weekday weekdays werktag werktage werktagen arbeitstag arbeitstage arbeitstagen werkdag werkdagen|business day|business days|working day|working days|jour ouvré|jours ouvrés|jours ouvrables|día hábil|días hábiles|días laborables|dias laborables|giorno lavorativo|giorni lavorativi
week: week weeks wk wks woche wochen semaine semaines semana semanas settimana settimane weken
workweek: working week|working weeks
month: month months monat monate monaten mois mes meses mese mesi maand maanden
year: year years yr yrs jahr jahre jahren ans année années año años anno anni jaar jaren
piece: piece pieces pcs pc stück pièce pièces piezas pezzi stuks
pair: pair pairs paar paire paires pares paia
USD: $ us$ usd dollar dollars
CAD: ca$ c$ cad
AUD: a$ au$ aud
NZD: nz$ nzd
EUR: € eur euro euros
GBP: £ gbp quid
pound: pound pounds
CHF: chf fr. franken
JPY: ¥ jpy yen
CNY: cny rmb yuan
INR: ₹ inr rs rs. rupees
HUF: huf forint
SEK: sek
NOK: nok
DKK: dkk
KR: kr kr. kronor kroner
PLN: zł pln zloty
CZK: kč czk
TRY: ₺ try
BRL: r$ brl
cent: ¢ cents ct
`;
/** Letters alone are units in this very case only: "5 a day" is no current, "3 in stock" no length. */
const LETTERS: Readonly<Record<string, string>> = {
  m: 'm', g: 'g', l: 'l', L: 'l', V: 'v', W: 'w', A: 'a', h: 'hour', '"': 'inch', '”': 'inch', '″': 'inch', "'": 'ft', '′': 'ft', 'Ft': 'HUF',
}; // prettier-ignore
const INCH = /^[\s-]?in\.?(?=\s*(?:$|[.,;:)|x×]|(?:wide|long|high|tall|deep|by)\b))/u;
const SYMBOL = /^[\s-]?(°\s?[CFcf]\b|[%$€£¥₹₺¢°"”″′']|(?:US|CA|C|AU|A|NZ|R)\$)/u;
const PHRASE =
  /^(?:[\s-]|,[-–—]+\s?|\.[-–—]+\s?)?(\p{L}+[./²]?\p{L}*\d?)(?:[\s-](\p{L}+))?(?:[\s-](\p{L}+))?/u;

const DIMENSIONS: readonly (readonly string[])[] = [
  ['time', 'second', 'minute', 'hour', 'night', 'day', 'workday', 'week', 'workweek', 'month', 'year'],
  ['length', 'mm', 'cm', 'm', 'km', 'inch', 'ft', 'yd', 'mile'],
  ['weight', 'mg', 'g', 'kg', 'lb', 'oz'],
  ['volume', 'ml', 'cl', 'l', 'floz', 'gal'],
  ['heat', 'celsius', 'fahrenheit', 'degree'],
]; // prettier-ignore

/** Units that are exactly so many of another; a month is no number of days, and working days are no days. */
const EXACTLY: Readonly<Record<string, readonly [count: number, unit: string]>> = {
  minute: [60, 'second'], hour: [3_600, 'second'], day: [86_400, 'second'], week: [604_800, 'second'],
  year: [12, 'month'],
  cm: [10, 'mm'], m: [1_000, 'mm'], km: [1_000_000, 'mm'], ft: [12, 'inch'], yd: [36, 'inch'],
  g: [1_000, 'mg'], kg: [1_000_000, 'mg'], lb: [16, 'oz'],
  cl: [10, 'ml'], l: [1_000, 'ml'],
}; // prettier-ignore

const bySpelling = readRows();
const currencies: ReadonlySet<string> = new Set(
  [...bySpelling.values()].filter((name) => /^[A-Z]{2,3}$/.test(name)),
);

/** The unit at the start of what follows a number, with its length; null where none is written. */
export function unitAfter(following: string): { unit: string; length: number } | null {
  const symbol = SYMBOL.exec(following);
  const symbolUnit = symbol && unitNamed(symbol[1] ?? '');
  if (symbol && symbolUnit !== null) return { unit: symbolUnit ?? '', length: symbol[0].length };
  const inch = INCH.exec(following);
  if (inch) return { unit: 'inch', length: inch[0].length };
  const phrase = PHRASE.exec(following);
  if (phrase === null) return null;
  const words = phrase.slice(1).filter((word) => word !== undefined);
  for (let count = words.length; count > 0; count -= 1) {
    const unit = unitNamed(words.slice(0, count).join(' '));
    if (unit !== null) return { unit, length: endOf(following, words.slice(0, count)) };
  }
  return null;
}

export function unitNamed(spelling: string): string | null {
  const name = LETTERS[spelling];
  if (name !== undefined) return name;
  const plain = spelling.toLowerCase().replace(/\s+/g, ' ').replace('° ', '°');
  return bySpelling.get(plain) ?? bySpelling.get(plain.replace(/\.$/, '')) ?? null;
}

/** What a unit measures, where several do: "30 days" and "2 weeks" are both of time. */
export function dimensionOf({ kind, unit }: Pick<Figure, 'kind' | 'unit'>): string | null {
  if (unit === null || (kind !== 'number' && kind !== 'range')) return null;
  if (isCurrency(unit)) return 'money';
  return DIMENSIONS.find((units) => units.includes(unit))?.[0] ?? unit;
}

/** A number of a unit in the smallest that it is exactly so many of: two weeks and 14 days are the same. */
export function inExactUnit(value: string, unit: string): { value: string; unit: string } {
  const [count, base] = EXACTLY[unit] ?? [1, unit];
  const numbers = value.split('-').map((number) => Number(number) * count);
  if (count === 1 || numbers.some(Number.isNaN)) return { value, unit };
  return {
    value: numbers.map((number) => String(Math.round(number * 1e6) / 1e6)).join('-'),
    unit: base,
  };
}

export function isCurrency(unit: string | null): boolean {
  return unit !== null && currencies.has(unit);
}

function endOf(following: string, words: readonly string[]): number {
  return words.reduce((end, word) => following.indexOf(word, end) + word.length, 0);
}

function readRows(): Map<string, string> {
  const known = new Map<string, string>();
  for (const row of ROWS.trim().split('\n')) {
    const [name = '', spellings = ''] = row.split(/:\s(.*)/u);
    const [single = '', ...phrases] = spellings.split('|');
    // A row without a bar holds words only; after the first bar each part is a spelling of several words.
    for (const spelling of [...single.split(' '), ...phrases]) known.set(spelling, name);
  }
  return known;
}
