/**
 * Stemmers for languages that no library stems well without accents: they take the endings of nouns and adjectives off, one
 * of each step, and leave three letters. All words come folded (`fold-text.ts`): й is и, ş is s, ś is s.
 */

type Stem = (word: string) => string;

const alternatives = (list: string): string => list.trim().split(/\s+/).join('|');

/** The longest of these endings that leaves as many letters. */
const endings = (list: string, least = 3): RegExp =>
  new RegExp(`(?<=.{${least}})(?:${alternatives(list)})$`, 'u');

/** The longest of these beginnings that leaves as many letters. */
const beginnings = (list: string, least: number): RegExp =>
  new RegExp(`^(?:${alternatives(list)})(?=.{${least}})`, 'u');

const without =
  (...steps: readonly RegExp[]): Stem =>
  (word) =>
    steps.reduce((rest, step) => rest.replace(step, ''), word);

/** The vowel that comes and goes: "poduszek" of "poduszka", "objednávek" of "objednávka", "подарок" of "подарки". */
export const withoutFleetingVowel: Stem = (word) =>
  word.replace(/(?<=..[^aeiouy])ek$/, 'k').replace(/(?<=..[^аеиоуыюяь])[ео]к$/, 'к');

const polishNouns = without(
  endings(`a e i o u y ach iach ami iami am iam om iom ow iow owi iowi em iem ie ia io iu ego iego emu iemu ej iej
    ych ich ym im ymi imi osc osci oscia oscie oscmi uje ujemy ujecie uja amy acie ac`),
);

export const stemPolish: Stem = (word) => withoutFleetingVowel(polishNouns(word));

const czechNouns = without(
  endings(`a e i o u y ou ach ech ich ych ami emi imi ymi ama am em im um ym mi ata aty at ete eti eho iho emu imu
    ovi ove ovy ova ovou os us es`),
);

export const stemCzech: Stem = (word) => withoutFleetingVowel(czechNouns(word));

export const stemUkrainian = without(
  endings(`а е є и і о у ю я ь ами ями ах ях ам ям ом ем єм им ім ою ею єю ові еві єві ів ив ого ього ому ьому
    ими іми их іх ии іи еи ої оі`),
  /(?<=.{3}н)н$/u,
);

const greekEndings =
  endings(`α ε η ι ο υ ω ασ εσ ησ ισ οσ υσ οι αι ει ου ων ουσ εισ εωσ ια ιασ ιεσ ιων ιο ιου ιοσ
  μα ματα ματοσ ματων οντα οντων οντοσ ον`);

export const stemGreek = without(greekEndings, endings('ι'));

/** g, b and d before an ending are k, p and t at the end of the word. */
const hardened: Stem = (word) =>
  word
    .replace(/(?<=..)g$/, 'k')
    .replace(/(?<=..)b$/, 'p')
    .replace(/(?<=..)d$/, 't');
const turkishNouns = without(
  endings(`leri lari lerinin larinin lerinden larindan lerinde larinda lerine larina lerini larini ler lar lerin larin
    lerden lardan lerde larda lere lara lerle larla in un inin unun inden undan inde unda ine una ini unu den dan ten
    tan de da te ta`),
  // after i and u these are mostly the end of a noun: sipariş-i, ürün-ün
  /(?<=.{2}[aeo])(?:[ns][iu]n[iu]n|s[iu]nd[ae]n?|s[iu]n[aeiu]|n[iu]n|s[iu]|y[aeiu]|yl[ae])$/,
  endings('a e i u o'),
);

export const stemTurkish: Stem = (word) => hardened(turkishNouns(word));

export const stemHungarian = without(
  endings('nak nek', 4),
  endings('ban ben ba be bol rol tol nal nel hoz hez ra re val vel ert ig'),
  endings('ok ek ak k okat eket akat ket kat at et ot t'),
  endings('ja je a e i o u'),
);

export const stemRomanian = without(
  endings('ului ilor elor lor urilor urile uri ul le ele ile iile ii iei ea a e i u ie ia'),
);

/** Larkey's Light10: the article and what is written together with it, then pronouns, numbers and genders. */
const lightArabic = without(
  beginnings('وال بال كال فال ال لل', 2),
  beginnings('و', 6),
  endings('ها ان ات ون ين'),
  endings('يه ه ي'),
);

export const stemArabic: Stem = (word) =>
  lightArabic(word.replace(/[أإآ]/g, 'ا').replaceAll('ى', 'ي').replaceAll('ة', 'ه'));

/** The article; of what else is written together with a word, none can be told from its root. */
export const stemHebrew = without(beginnings('וה שה ה', 3), endings('ים יים ות יות ה ת י'));
