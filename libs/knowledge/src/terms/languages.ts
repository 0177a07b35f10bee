import { stemmer as stemDanish } from '@orama/stemmers/danish';
import { stemmer as stemDutch } from '@orama/stemmers/dutch';
import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFinnish } from '@orama/stemmers/finnish';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { stemmer as stemGerman } from '@orama/stemmers/german';
import { stemmer as stemItalian } from '@orama/stemmers/italian';
import { stemmer as stemNorwegian } from '@orama/stemmers/norwegian';
import { stemmer as stemPortuguese } from '@orama/stemmers/portuguese';
import { stemmer as stemSpanish } from '@orama/stemmers/spanish';
import { stemmer as stemSwedish } from '@orama/stemmers/swedish';

import { STOP_WORDS } from './stop-words.js';

/** The languages whose words are stemmed and whose stop words are known; `other` is any other one. */
export const languages = [
  'en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'no', 'fi', 'other',
] as const; // prettier-ignore
export type Language = (typeof languages)[number];

/** What a text is taken for that says and shows nothing of its language. */
export const DEFAULT_LANGUAGE: Language = 'en';

interface Grammar {
  stem: (word: string) => string;
  stopWords: ReadonlySet<string>;
}

/** Snowball's stemmers (Porter's for English). They are given words without accents, which shoppers often leave out too. */
export const grammars: Readonly<Record<Language, Grammar>> = {
  en: { stem: stemEnglish, stopWords: STOP_WORDS.en },
  de: { stem: stemGerman, stopWords: STOP_WORDS.de },
  fr: { stem: stemFrench, stopWords: STOP_WORDS.fr },
  es: { stem: stemSpanish, stopWords: STOP_WORDS.es },
  it: { stem: stemItalian, stopWords: STOP_WORDS.it },
  nl: { stem: stemDutch, stopWords: STOP_WORDS.nl },
  pt: { stem: stemPortuguese, stopWords: STOP_WORDS.pt },
  sv: { stem: stemSwedish, stopWords: STOP_WORDS.sv },
  da: { stem: stemDanish, stopWords: STOP_WORDS.da },
  no: { stem: stemNorwegian, stopWords: STOP_WORDS.no },
  fi: { stem: stemFinnish, stopWords: STOP_WORDS.fi },
  other: { stem: (word) => word, stopWords: new Set() },
};

/** Written Norwegian has two names of its own. */
const ALIASES: Record<string, Language> = { nb: 'no', nn: 'no' };

/** The language that a tag such as `de-CH` names; null for an empty one. */
export function readLanguage(tag: string | null): Language | null {
  const code = /^[a-z]{2,3}(?![a-z])/.exec((tag ?? '').trim().toLowerCase())?.[0];
  if (code === undefined) return null;
  const language = ALIASES[code] ?? (languages as readonly string[]).find((each) => each === code);
  return (language as Language | undefined) ?? 'other';
}
