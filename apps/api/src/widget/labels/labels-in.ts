import { ar } from './ar.js';
import { de } from './de.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { he } from './he.js';
import { it } from './it.js';
import type { Labels } from './labels.js';
import { nl } from './nl.js';

const languages: Readonly<Record<string, Labels>> = { ar, de, es, fr, he, it, nl };

/** The widget's words in a language, of its variants too; null where it speaks English. */
export const labelsIn = (language: string): Labels | null =>
  languages[language.toLowerCase().split('-', 1)[0] ?? ''] ?? null;
