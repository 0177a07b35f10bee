import { editDistance, lettersApart, lettersOf } from './edit-distance.js';
import type { KnownShelf } from './known-words.js';
import { editsAllowed } from './near-spelling.js';

/** Words as near as each other; more would weigh a guess like knowledge. */
const MOST_ALIKE = 3;

interface Form {
  text: string;
  letters: number;
}

/** The words nearest to any form of a misspelt one, whose length decides how many errors it may hold. */
export function nearWords(
  misspelt: string,
  forms: readonly string[],
  shelves: readonly KnownShelf[],
): string[] {
  const lettered = forms.map((text) => ({ text, letters: lettersOf(text) }));
  let least = editsAllowed(misspelt.length);
  let nearest: string[] = [];
  for (const { words, letters } of shelves) {
    for (const [at, word] of words.entries()) {
      const distance = leastDistance(lettered, { text: word, letters: letters[at] ?? 0 }, least);
      if (distance > least) continue;
      nearest = distance < least ? [word] : [...nearest, word];
      least = distance;
    }
  }
  return nearest.slice(0, MOST_ALIKE);
}

/** Infinite where the first letter is another or the limit is passed. */
function leastDistance(forms: readonly Form[], word: Form, limit: number): number {
  let least = Infinity;
  for (const { text, letters } of forms) {
    if (text[0] !== word.text[0] || lettersApart(letters, word.letters) > 2 * limit) continue;
    least = Math.min(least, editDistance(text, word.text, limit));
  }
  return least;
}
