import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';

/** A unified diff, without the names of files. */
export interface TextDiff {
  text: string;
  /** It goes on; what is shown is its beginning. */
  isCut: boolean;
}

/** Longer texts are not compared: no person reads it, and comparing takes time that others wait. */
export const LONGEST_TEXT = 200_000;
/** Steps grow with the square of it. A text that is all new or all gone takes one a line. */
const MOST_EDITS = 400;

/** What one page may take of an answer. */
const LONGEST_DIFF = 4_000;

/**
 * How a text changed, line by line (Myers' algorithm); an empty text stands for a page that is not there. Null where the
 * texts are too long or too different to be compared within a moment.
 */
export function diffText(before: string, after: string): TextDiff | null {
  if (Math.max(before.length, after.length) > LONGEST_TEXT) return null;
  const patch = structuredPatch('', '', inLines(before), inLines(after), '', '', {
    context: 1,
    ...(before !== '' && after !== '' && { maxEditLength: MOST_EDITS }),
  });
  return patch === undefined ? null : cut(formatPatch(patch, OMIT_HEADERS).trimEnd());
}

/** A last line without an end would be remarked upon in every diff. */
const inLines = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** At the end of a line where there is one, never within a character. */
function cut(text: string): TextDiff {
  if (text.length <= LONGEST_DIFF) return { text, isCut: false };
  const start = text.slice(0, LONGEST_DIFF);
  const line = start.lastIndexOf('\n');
  const shown = line > LONGEST_DIFF / 2 ? start.slice(0, line) : start;
  return { text: shown.replace(/[\uD800-\uDBFF]$/, ''), isCut: true };
}
