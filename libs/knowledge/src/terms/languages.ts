import { stemmer as stemDanish } from '@orama/stemmers/danish';
import { stemmer as stemDutch } from '@orama/stemmers/dutch';
import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFinnish } from '@orama/stemmers/finnish';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { stemmer as stemGerman } from '@orama/stemmers/german';
import { stemmer as stemItalian } from '@orama/stemmers/italian';
import { stemmer as stemNorwegian } from '@orama/stemmers/norwegian';
import { stemmer as stemPortuguese } from '@orama/stemmers/portuguese';
import { stemmer as stemRussian } from '@orama/stemmers/russian';
import { stemmer as stemSpanish } from '@orama/stemmers/spanish';
import { stemmer as stemSwedish } from '@orama/stemmers/swedish';

import {
  stemArabic,
  stemCzech,
  stemGreek,
  stemHebrew,
  stemHungarian,
  stemPolish,
  stemRomanian,
  stemTurkish,
  stemUkrainian,
  withoutFleetingVowel,
} from './light-stemmers.js';
import { STOP_WORDS } from './stop-words.js';

/** The languages whose words are stemmed and whose stop words are known; `other` is any other one. */
export const languages = [
  'en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'no', 'fi', 'pl', 'cs', 'ro', 'hu', 'tr', 'ru', 'uk',
  'el', 'ar', 'he', 'other',
] as const; // prettier-ignore
export type Language = (typeof languages)[number];

/** What a text is taken for that says and shows nothing of its language. */
export const DEFAULT_LANGUAGE: Language = 'en';

interface Grammar {
  /** What its words are written in; others are left as they are, such as brands. */
  letters: RegExp;
  stem: (word: string) => string;
  stopWords: ReadonlySet<string>;
}

const latin = /^[a-z]{3,}$/;
const cyrillic = /^\p{sc=Cyrillic}{3,}$/u;
const greek = /^\p{sc=Greek}{3,}$/u;
const arabic = /^\p{sc=Arabic}{3,}$/u;
const hebrew = /^\p{sc=Hebrew}{3,}$/u;

/** Endings of adjectives, which are known with the breve that folding takes away. */
const stemFoldedRussian = (word: string): string =>
  withoutFleetingVowel(stemRussian(word.replace(/(?<=[ыо])и$/u, 'й')));

/**
 * Snowball's stemmers (Porter's for English), and our own where it has none or needs accents: all are given words without
 * accents, which shoppers often leave out too.
 */
export const grammars: Readonly<Record<Language, Grammar>> = {
  en: { letters: latin, stem: stemEnglish, stopWords: STOP_WORDS.en },
  de: { letters: latin, stem: stemGerman, stopWords: STOP_WORDS.de },
  fr: { letters: latin, stem: stemFrench, stopWords: STOP_WORDS.fr },
  es: { letters: latin, stem: stemSpanish, stopWords: STOP_WORDS.es },
  it: { letters: latin, stem: stemItalian, stopWords: STOP_WORDS.it },
  nl: { letters: latin, stem: stemDutch, stopWords: STOP_WORDS.nl },
  pt: { letters: latin, stem: stemPortuguese, stopWords: STOP_WORDS.pt },
  sv: { letters: latin, stem: stemSwedish, stopWords: STOP_WORDS.sv },
  da: { letters: latin, stem: stemDanish, stopWords: STOP_WORDS.da },
  no: { letters: latin, stem: stemNorwegian, stopWords: STOP_WORDS.no },
  fi: { letters: latin, stem: stemFinnish, stopWords: STOP_WORDS.fi },
  pl: { letters: latin, stem: stemPolish, stopWords: STOP_WORDS.pl },
  cs: { letters: latin, stem: stemCzech, stopWords: STOP_WORDS.cs },
  ro: { letters: latin, stem: stemRomanian, stopWords: STOP_WORDS.ro },
  hu: { letters: latin, stem: stemHungarian, stopWords: STOP_WORDS.hu },
  tr: { letters: latin, stem: stemTurkish, stopWords: STOP_WORDS.tr },
  ru: { letters: cyrillic, stem: stemFoldedRussian, stopWords: STOP_WORDS.ru },
  uk: { letters: cyrillic, stem: stemUkrainian, stopWords: STOP_WORDS.uk },
  el: { letters: greek, stem: stemGreek, stopWords: STOP_WORDS.el },
  ar: { letters: arabic, stem: stemArabic, stopWords: STOP_WORDS.ar },
  he: { letters: hebrew, stem: stemHebrew, stopWords: STOP_WORDS.he },
  other: { letters: latin, stem: (word) => word, stopWords: new Set() },
};

/** Written Norwegian has two names of its own, Hebrew an old one; Slovak has the endings and little words of Czech. */
const ALIASES: Record<string, Language> = { nb: 'no', nn: 'no', iw: 'he', sk: 'cs' };

/** The language that a tag such as `de-CH` names; null for an empty one. */
export function readLanguage(tag: string | null): Language | null {
  const code = /^[a-z]{2,3}(?![a-z])/.exec((tag ?? '').trim().toLowerCase())?.[0];
  if (code === undefined) return null;
  const language = ALIASES[code] ?? (languages as readonly string[]).find((each) => each === code);
  return (language as Language | undefined) ?? 'other';
}
