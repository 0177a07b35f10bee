/** Of the texts that are remembered together; what is read from them takes about twice as much. */
const MOST_CHARACTERS = 4_000_000;

/**
 * The same function, which remembers what it said of texts: the passages of a shop that answer are the same again and
 * again. Only for what follows from the text alone, since whoever asks gets it. Emptied when full, so that it cannot grow.
 */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  let characters = 0;
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    characters += text.length;
    if (characters > MOST_CHARACTERS) {
      known.clear();
      characters = text.length;
    }
    const found = read(text);
    known.set(text, found);
    return found;
  };
}
