import { editDistance } from './edit-distance.js';
import { editsAllowed } from './near-spelling.js';

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
    const distance = leastDistance(forms, word, least);
    if (distance > least) continue;
    nearest = distance < least ? [word] : [...nearest, word];
    least = distance;
  }
  return nearest.slice(0, MOST_ALIKE);
}

/** Infinite where the first letter is another or the limit is passed. */
function leastDistance(forms: readonly string[], word: string, limit: number): number {
  let least = Infinity;
  for (const form of forms) {
    if (form[0] === word[0]) least = Math.min(least, editDistance(form, word, limit));
  }
  return least;
}
