import { splitWords } from './words.js';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Single-word country names as index terms, from the runtime's own region names, so that no list goes stale. */
export const COUNTRY_TERMS: ReadonlySet<string> = new Set(
  regionNames()
    .map((name) => splitWords(name))
    .filter((words) => words.length === 1)
    .flatMap(([word]) => word?.terms ?? []),
);

function regionNames(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return codes.flatMap((code) => names.of(code) ?? []);
}
