import { editDistance, editsAllowed } from './near-spelling.js';

/** Words as near as each other; more would weigh a guess like knowledge. */
const MOST_ALIKE = 3;

/** The words nearest to any form of a misspelt one, whose length decides how many errors it may hold. */
export function nearWords(
  misspelt: string,
  forms: readonly string[],
  words: readonly string[],
): string[] {
  let least = editsAllowed(misspelt.length);
  let nearest: string[] = [];
  for (const word of words) {
    const distance = Math.min(...forms.map((form) => distanceWithin(form, word, least)));
    if (distance > least) continue;
    nearest = distance < least ? [word] : [...nearest, word];
    least = distance;
  }
  return nearest.slice(0, MOST_ALIKE);
}

/** Infinite where first letter or length rule the limit out without counting. */
function distanceWithin(form: string, word: string, limit: number): number {
  const isFar = form[0] !== word[0] || Math.abs(form.length - word.length) > limit;
  return isFar ? Infinity : editDistance(form, word);
}
