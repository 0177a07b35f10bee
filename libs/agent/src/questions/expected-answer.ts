/** What kind of figure or detail a question asks for, where its wording gives that away. */
export type ExpectedAnswer =
  | 'price'
  | 'duration'
  | 'frequency'
  | 'extent'
  | 'time'
  | 'count'
  | 'measure'
  | 'percentage'
  | 'temperature'
  | 'volume'
  | 'phone'
  | 'email'
  | 'place';

interface Pattern {
  kind: ExpectedAnswer;
  asked: RegExp;
  given: RegExp;
}

const PRICE =
  /[$€£¥₹]\s?\d|\d\s?(?:[$€£¥₹]|usd|eur|gbp|huf|ft|kr|zł|chf|dollars?|euros?)|(?<![\p{L}-]|(?:feel|lead|acid|dust|sugar|gluten|cruelty|wrinkle|hassle|risk|[A-Z]{3})\s)free(?![\p{L}-]|\s(?:from|of(?! charge)|to|time)\b)/iu;
const NUMBER =
  '(?:\\d+(?:[.,]\\d+)?|\\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|eighteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|half|ein|eine|einen|einem|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|deux|trois|quatre|cinq|huit|neuf|dix|dos|tres|cuatro|cinco|seis|ocho|nueve|diez|due|tre|quattro|cinque|twee|drie|vijf|tien)\\b)';
/** A number in digits or words with the space before its unit: "2 ", "3-5 ", "nine ", "two to four ". */
export const FIGURE = `${NUMBER}(?:\\s?(?:to|or|bis|à|a|–|-)\\s?${NUMBER})*[\\s-]*`;
const DURATION = new RegExp(
  `${FIGURE}(?:(?:business|working|calendar|full|whole|more)\\s)*(?:minutes?|hours?|days?|weeks?|months?|years?|minuten?|stunden?|(?:werk|arbeits)?tage?n?|wochen?|monate?n?|jahre?n?|heures?|jours?|semaines?|mois|ans|minutos?|horas?|días?|semanas?|mes|meses|años?|ore|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|uur|dag|dagen|weken|maanden|jaar)\\b`,
  'iu',
);
const TIME =
  /\d{1,2}\s?(?:am|pm|uhr|h)\b|\d{1,2}:\d{2}|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:day|week|month|year|hour)s?\b|\b(?:19|20)\d{2}\b/iu;
const PHONE = /(?<![$€£\d.,])(?:\+|\(|\b)\d[\d ().-]{6,}\d|\(\d{3}\)\s?\w{5,}/u;
const PLACE =
  /\b\p{Lu}{2}\s+\d{5}\b|\b\d{1,5}\s+(?:\p{Lu}\p{L}+\s+){1,3}(?:St|Ave|Rd|Blvd|Ln|Dr|Street|Avenue|Road|Boulevard|Lane|Drive|Way|Square|Court|Plaza|ST|AVE|RD)\b|\b\p{Lu}{1,2}\d[\dA-Z]?\s+\d\p{Lu}{2}\b|\b\d{4,5}\s+\p{Lu}\p{Ll}{3,}|(?:straße|strasse|gasse|platz|utca|\brue\b.*)\s*\d/u;

/** In full, since "one in five" and "half a l" are no measures. */
const UNITS =
  '(?:inch(?:es)?|foot|feet|(?:centi|milli|kilo)?met(?:er|re)s?|(?:kilo)?gram(?:me)?s?|pounds?|ounces?|yards?|lit(?:er|re)s?|zentimeter|millimeter|gramm|kilo)\\b';
const MEASURE = new RegExp(
  `\\d\\s?(?:["”″]|-?(?:in|cm|mm|m|ft|kg|g|lbs?|oz|l|ml)\\b)|\\d\\s?["”]?\\s?x\\s?\\d|${FIGURE}${UNITS}`,
  'iu',
);
const EXTENT = new RegExp(`${DURATION.source}|${MEASURE.source}`, 'iu');

const TEMPERATURE = /\d\s?°|\d\s?(?:degrees|grad|celsius|fahrenheit)\b/iu;
const VOLUME = /\d\s?-?(?:ml|cl|l|lit(?:er|re)s?|gallons?|oz|ounces?|cups)\b/iu;

const FREQUENCY =
  /(?<!\p{L})(?:every|each|once|twice|times an?|per (?:day|week|month|year)|after (?:each|every|\d+)|daily|weekly|monthly|yearly|annually|regularly|jede[nrms]?|alle \d|einmal|zweimal|mal (?:pro|im|am)|täglich|wöchentlich|monatlich|jährlich|regelmäßig|chaque|tou(?:s|tes) les|fois par|cada|veces|una vez|ogni|una volta|volte|elke|keer per|eens per|vezes|todo[as]s?)(?!\p{L})/iu;

/** First match wins: "how many days" is a duration before it is a count. */
const PATTERNS: readonly Pattern[] = [
  { kind: 'phone', asked: /\bph(?:o)?ne\b.*\b(?:n(?:u|o)|call)|\btelephone|\bnumber to call/iu, given: PHONE },
  { kind: 'email', asked: /\be-?mail (?:address|you|to)|\bemail\b.*\bwhat|\b(?:contact|your) e-?mail|^\W*e-?mail(?: address)?\W*$|\bwhat\b.*\be-?mail/iu, given: /\S@\S/u },
  { kind: 'percentage', asked: /\bwhat percent|\bhow many percent|\bpercentage/iu, given: /\d\s?%|percent/iu },
  { kind: 'frequency', asked: /\bhow (?:often|frequently|regularly)\b|\bwie (?:oft|häufig)\b|\b(?:quelle fréquence|qu[eé] frecuencia|ogni quanto|hoe vaak|que frequência)\b/iu, given: FREQUENCY },
  { kind: 'extent', asked: /\bhow long (?:is|are|was|were|will)\b/iu, given: EXTENT },
  { kind: 'duration', asked: /\bhow (?:long|fast|quick(?:ly)?|soon|many (?:\w+ )?(?:day|week|month|year|hour)s?)\b|\b(?:return|refund|warranty|trial|delivery|shipping) (?:period|times?|window)\b|\bwie (?:lang|viele (?:tage|wochen|monate|jahre))\p{L}*|\p{L}(?:frist|dauer|lieferzeit)(?!\p{L})|(?<!\p{L})(?:lieferzeit|levertijd)/iu, given: DURATION },
  { kind: 'temperature', asked: /\btemperaturen?\b|\btemperatures?\b|\bhow (?:hot|warm|cold)\b|\bdegrees\b/iu, given: TEMPERATURE },
  { kind: 'volume', asked: /\bcapacity\b|\bvolume\b|\bhow (?:much|many (?:\w+ )?(?:lit(?:er|re)|cup|ounce)s?)\b.*\bhold\b|\bfassungsvermögen\b/iu, given: VOLUME },
  { kind: 'price', asked: /\bhow much\b|\bpric(?:e|es|ing)\b|\bcosts?\b|\bfees?\b|\bkost(?:et|en)\b|\p{L}(?:kosten|gebühr(?:en)?)(?!\p{L})|\bwie teuer\b|\bpreis\b|\bprix\b|\bcombien\b|\bcu[aá]nto\b|\bquanto costa\b|\bhow expensive\b|\b(?:order|purchase|minimum) (?:value|amount|total|spend|order)\b|\bfree (?:shipping|delivery|postage)\b|\b(?:shipping|delivery|postage)(?: is)? free\b/iu, given: PRICE },
  { kind: 'measure', asked: /\b(?:depth|width|height|length|weight|dimensions?|measurements?|diameter|thickness)\b|\bhow (?:big|large|wide|tall|high|deep|heavy|thick|short|small|thin|narrow|low)\b/iu, given: MEASURE },
  { kind: 'count', asked: /\bhow many\b/iu, given: /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen)\b/iu },
  { kind: 'duration', asked: /\bhow old\b/iu, given: DURATION },
  { kind: 'time', asked: /^(?:and )?when\b|\bopening (?:hours|times)|\bwhat (?:time|hours|days)\b/iu, given: TIME },
  { kind: 'place', asked: /\bwhere\b|\baddress\b/iu, given: PLACE },
]; // prettier-ignore

export function expectedAnswer(question: string): ExpectedAnswer | null {
  return PATTERNS.find(({ asked }) => asked.test(question))?.kind ?? null;
}

export function givesAnswer(text: string, kind: ExpectedAnswer): boolean {
  return PATTERNS.find((pattern) => pattern.kind === kind)?.given.test(text) ?? false;
}

const ASKS_MEANING = /^\W*(?:what|who)(?:'s|\s+(?:is|are|was|does|do))\b/iu;

/** "What is …", "what does … do": answered where a page or section begins to tell about its own subject. */
export function asksMeaning(question: string): boolean {
  return ASKS_MEANING.test(question);
}
