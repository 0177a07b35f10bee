const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * What a model says, without what it thinks aloud before it: servers that do not tell the two apart send thoughts between
 * these tags, and half of a thought would read like an answer. Tokens pass as they come; only what may be a tag waits.
 */
export async function* withoutThoughts(tokens: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  let state: 'start' | 'thinking' | 'saying' = 'start';
  for await (const token of tokens) {
    if (state === 'saying') {
      yield token;
      continue;
    }
    held += token;
    if (state === 'start' && held.trimStart().startsWith(OPEN)) state = 'thinking';
    if (state === 'start' && OPEN.startsWith(held.trimStart())) continue;
    if (state === 'thinking') {
      const end = held.indexOf(CLOSE);
      if (end < 0) {
        held = held.slice(-CLOSE.length);
        continue;
      }
      held = held.slice(end + CLOSE.length).trimStart();
    }
    state = 'saying';
    if (held !== '') yield held;
  }
  if (state === 'start' && held !== '') yield held;
}
