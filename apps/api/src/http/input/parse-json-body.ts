import { malformedBody } from '../problems/http-problem.js';

/** Deeper than any body of ours; what follows recurses over values, so depth is bounded before anything reads them. */
const maxDepth = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a body as JSON, refusing what other parsers mend or drop silently: broken UTF-8, endless nesting and members named
 * `__proto__`. Empty is `undefined`.
 */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = decode(body);
  if (isDeeperThan(text, maxDepth)) {
    throw malformedBody(`it is nested more than ${maxDepth} levels deep`);
  }
  const value = parse(text);
  if (hasPrototypeMember(value)) {
    throw malformedBody('it has a member named "__proto__", which cannot be kept; rename it');
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw malformedBody(placeOf(error));
  }
}

function hasPrototypeMember(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototypeMember);
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw malformedBody('it is not valid UTF-8');
  }
}

/** Counts brackets outside strings; one pass, no memory. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charCodeAt(i);
    if (char === quote) i = endOfString(text, i);
    else if (char === openBrace || char === openBracket) depth += 1;
    else if (char === closeBrace || char === closeBracket) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

const [quote, backslash] = [0x22, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text.charCodeAt(i) !== quote) {
    i += text.charCodeAt(i) === backslash ? 2 : 1;
  }
  return i;
}

/** The parser's message repeats the text around the fault; only where it stands is passed on. */
function placeOf(error: unknown): string {
  const position = /position (\d+)/.exec(String(error))?.[1];
  return position
    ? `it stops making sense at character ${position}`
    : 'it ends too early or holds something else';
}
