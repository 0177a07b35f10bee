import type { Language } from '@app/knowledge';

import { da } from './da.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { it } from './it.js';
import { nl } from './nl.js';
import { no } from './no.js';
import { pt } from './pt.js';
import type { Replies } from './replies.js';
import { sv } from './sv.js';

const known: Partial<Record<Language, Replies>> = { da, de, en, es, fr, it, nl, no, pt, sv };

/** The agent's own sentences in a language, in English where they were not written in it. */
export const repliesIn = (language: Language): Replies => known[language] ?? en;
