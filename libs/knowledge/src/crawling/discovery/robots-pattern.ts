/** The path pattern of one rule, taken apart once. */
export interface RobotsPattern {
  /** Decides between rules that match: the longer is the more specific one (RFC 9309, 2.2.2). */
  length: number;
  /** The literal text between the wildcards. */
  parts: readonly string[];
  /** Ends in `$`: nothing may follow. */
  isWhole: boolean;
}

const unreserved = /[A-Za-z0-9._~-]/;
const needsCare = /[%\u{80}-\u{10ffff}]/u;

/**
 * One spelling of a path for both sides of a comparison (RFC 9309, 2.2.2): UTF-8 octets escaped, escapes in upper case,
 * unreserved characters unescaped. `%2F` and `/` stay apart.
 */
export function comparablePath(path: string): string {
  if (!needsCare.test(path)) return path;
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u{80}-\u{10ffff}]+/gu, encodeURIComponent)
    .replace(/%[0-9a-f]{2}/gi, (escape) => {
      const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      return unreserved.test(character) ? character : escape.toUpperCase();
    });
}

export function parsePattern(text: string): RobotsPattern {
  const pattern = comparablePath(text);
  const isWhole = pattern.endsWith('$');
  const parts = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  return { length: pattern.length, parts, isWhole };
}

/**
 * Whether a path begins as the pattern says. Taking the first place of each part is enough, since whatever follows may
 * only stand later; so the time is that of a few searches, with no going back for hostile patterns.
 */
export function matchesPattern(path: string, { parts, isWhole }: RobotsPattern): boolean {
  const [first = '', ...others] = parts;
  if (!path.startsWith(first)) return false;
  const last = isWhole ? others.pop() : undefined;
  let at = first.length;
  for (const part of others) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  if (!isWhole) return true;
  return last === undefined
    ? path.length === at
    : path.length - at >= last.length && path.endsWith(last);
}
