/** No letter, digit or space, so that nothing reads across what was taken out. */
const FILLER = '\u0001';

/** A text from which one reader after the other takes what it understands, so that no digit is read twice. */
export class MaskedText {
  constructor(private rest: string) {}

  get text(): string {
    return this.rest;
  }

  /** Hands every match to `read`; what it declines with `false` stays for the next reader. */
  take(pattern: RegExp, read: (match: RegExpExecArray) => boolean | void): void {
    this.rest = this.rest.replace(pattern, (...parts: unknown[]) => {
      const match = asMatch(parts);
      return read(match) === false ? match[0] : FILLER.repeat(match[0].length);
    });
  }
}

function asMatch(parts: unknown[]): RegExpExecArray {
  const at = parts.findIndex((part) => typeof part === 'number');
  const [index, input, groups] = parts.slice(at);
  return Object.assign(parts.slice(0, at), { index, input, groups }) as never;
}
