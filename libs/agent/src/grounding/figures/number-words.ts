/** Words for 0 to 20 and the tens, in the order of `VALUES`; variants of one number are joined by a slash. */
const VALUES = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90,
]; // prettier-ignore
const WORDS = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty/fourty fifty sixty seventy eighty ninety',
  'null ein/eins/eine/einen/einem/einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig',
  'zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante soixante-dix quatre-vingts/quatre-vingt quatre-vingt-dix',
  'cero un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  "zero un/uno/una/un' due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
  'nul een/één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig',
];
/** They mean a number only before a unit: "due", "once" and "sei" are words of other languages, "one" counts nothing. */
const ONLY_WITH_UNIT: ReadonlySet<string> = new Set(
  "null nul one two ein eins eine einen einem einer un une sept six onze uno una un' once due sei elf een één dos".split(
    ' ',
  ),
);
const HUNDREDS = 'hundred|hundert|cents?|cien|ciento|cento|honderd';
const THOUSANDS = 'thousand|tausend|mille|mil|mila|duizend';
const DOZENS = 'dozen|dutzend|douzaine|docena|dozzina|dozijn';

const values = readValues();
const WORD = String.raw`(?<![\p{L}\p{N}-])(${alternatives(values.keys())})(?![\p{L}\p{N}])`;
const TENS_AND_ONES = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](one|two|three|four|five|six|seven|eight|nine)(?![\p{L}\p{N}])`,
  'giu',
);
const NUMBER_WORD = new RegExp(WORD, 'giu');
/** Hundreds before thousands: "one thousand two hundred and fifty". */
const MULTIPLES = [
  [`${HUNDREDS}|${DOZENS}`, 2],
  [THOUSANDS, 3],
].map(([sizes, digits]) => {
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}.,])(?:(\d{1,3})[\s-]|(?:an?|ein|une?|een)\s)?(${sizes})(?:(?:\s(?:and|und|en|y|e))?\s(\d{1,${digits}})(?!\d))?(?![\p{L}\p{N}])`,
    'giu',
  );
});
/** "12 pounds fifty", "12 euros and 50 cents". */
const WITH_CENTS =
  /(?<![\p{L}\p{N}.,])(\d+)\s(pounds?|euros?|dollars?|quid)\s(?:(?:and|und|et|y|e|en)\s)?(\d{2})(?:\s(?:cents?|pence|p|centimes?|céntimos|centesimi)(?!\p{L})|(?=\s*(?:[.,;:!?)]|$)))/giu;
const SIZE_NEXT = new RegExp(
  String.raw`^[\s-](?:${HUNDREDS}|${THOUSANDS}|${DOZENS})(?!\p{L})`,
  'iu',
);
const SPELT = /\p{L}{2}/u;

/** The text with its number words as digits; `isUnit` tells whether what follows a word is a unit. */
export function withDigits(text: string, isUnit: (following: string) => boolean): string {
  if (!SPELT.test(text)) return text;
  const replaced = text
    .replace(TENS_AND_ONES, (_all, tens: string, ones: string) =>
      String(valueOf(tens) + valueOf(ones)),
    )
    .replace(NUMBER_WORD, (word: string, _group, at: number, whole: string) => {
      const next = whole.slice(at + word.length);
      const counts =
        !ONLY_WITH_UNIT.has(word.toLowerCase()) || SIZE_NEXT.test(next) || isUnit(next);
      return counts ? String(valueOf(word)) : word;
    });
  return MULTIPLES.reduce(
    (rest, multiple) => rest.replace(multiple, multiplied),
    replaced.replace(WITH_CENTS, '$1.$3 $2'),
  );
}

function multiplied(all: string, ...parts: (string | undefined)[]): string {
  const [count, size = '', rest] = parts;
  const isBare = count === undefined && /^\p{L}+$/u.test(all.trim());
  if (isBare && /^(?:cents?|mil|mille|mila)$/iu.test(all.trim())) return all;
  // "deux cents" are 200, "50 cents" are money
  if (/^cents?$/iu.test(size) && Number(count) > 9) return all;
  return String(Number(count ?? 1) * sizeOf(size) + Number(rest ?? 0));
}

function sizeOf(word: string): number {
  if (new RegExp(`^(?:${DOZENS})$`, 'iu').test(word)) return 12;
  return new RegExp(`^(?:${HUNDREDS})$`, 'iu').test(word) ? 100 : 1_000;
}

function valueOf(word: string): number {
  return values.get(word.toLowerCase()) ?? 0;
}

function readValues(): Map<string, number> {
  const known = new Map<string, number>();
  for (const words of WORDS) {
    for (const [i, variants] of words.split(' ').entries()) {
      for (const word of variants.split('/')) known.set(word, VALUES[i] ?? 0);
    }
  }
  for (const [ones, tens] of germanPairs()) {
    known.set(`${ones}und${tens}`, (known.get(ones) ?? 1) + (known.get(tens) ?? 0));
  }
  return known;
}

function germanPairs(): [string, string][] {
  const [ones, tens] = [
    'ein zwei drei vier fünf sechs sieben acht neun',
    'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
  ].map((words) => words.split(' '));
  return (tens ?? []).flatMap((ten) => (ones ?? []).map((one): [string, string] => [one, ten]));
}

function alternatives(words: Iterable<string>): string {
  return [...words].sort((a, b) => b.length - a.length).join('|');
}
