const OPEN = '<think>';
const CLOSE = '</think>';

/**
 * What a model says, without what it thinks aloud before it: servers that do not tell the two apart send thoughts between
 * these tags, and half of a thought would read like an answer. Tokens pass as they come; only what may be a tag waits.
 */
export async function* withoutThoughts(tokens: AsyncIterable<string>): AsyncGenerator<string> {
  const start = new Start();
  for await (const token of tokens) {
    const said = start.isOver ? token : start.push(token);
    if (said !== '') yield said;
  }
  if (!start.isOver && !start.isThought && start.held !== '') yield start.held;
}

/** The text up to where the answer begins. */
class Start {
  held = '';
  isOver = false;
  isThought = false;

  /** The beginning of the answer, once it is there. */
  push(token: string): string {
    this.held += token;
    this.isThought ||= this.held.trimStart().startsWith(OPEN);
    return this.isThought ? this.afterThought() : this.unlessTag();
  }

  private afterThought(): string {
    const end = this.held.indexOf(CLOSE);
    this.isOver = end >= 0;
    if (this.isOver) return this.held.slice(end + CLOSE.length).trimStart();
    this.held = this.held.slice(-CLOSE.length);
    return '';
  }

  private unlessTag(): string {
    this.isOver = !OPEN.startsWith(this.held.trimStart());
    return this.isOver ? this.held : '';
  }
}
