import { z } from 'zod';

/**
 * Text a person wrote, in any script and direction, of at most `max` characters as people count them. Null characters and
 * halves of surrogate pairs are refused: no database keeps them, so they would be lost or fail later.
 */
export const text = ({ max }: { max: number }) =>
  z
    .string()
    .min(1)
    .check(
      z.superRefine((value, context) => {
        const fault = lengthFault(value, max) ?? unstorable(value) ?? invisible(value);
        if (fault) context.addIssue({ code: 'custom', message: fault });
      }),
    )
    .meta({ maxLength: max });

function lengthFault(value: string, max: number): string | undefined {
  // a character takes one or two units; of what is far too long nobody needs the exact number
  const length = value.length > 2 * max ? value.length : [...value].length;
  return length > max ? `Must have at most ${max} characters, not ${length}` : undefined;
}

/** Letters, digits, signs: anything a reader could see. Marks of direction and white space alone are nobody's name. */
const invisible = (value: string): string | undefined =>
  value === '' || /[\p{L}\p{N}\p{P}\p{S}]/u.test(value)
    ? undefined
    : 'Must hold something to read, not only white space or marks';

/** With the `u` flag a pair is one character, so only a half on its own is in this class. */
const loneSurrogate = /\p{Surrogate}/u;

function unstorable(value: unknown): string | undefined {
  if (typeof value === 'number') return inexact(value);
  if (typeof value !== 'string') return undefined;
  const nul = value.indexOf('\0');
  if (nul >= 0) return `Must hold no null character, as at position ${nul}; remove it`;
  return loneSurrogate.test(value)
    ? 'Must be well-formed Unicode, without half of a surrogate pair'
    : undefined;
}

/** JSON has numbers that no double holds; rounding an order number would make it another one. */
function inexact(value: number): string | undefined {
  const isExact =
    Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return isExact ? undefined : 'Must hold no number too large to be kept exactly; send it as text';
}

/** A free JSON object of the caller's own, bounded, with nothing in it that could not be kept as it is. */
export const freeObject = ({ maxBytes }: { maxBytes: number }) =>
  z.record(z.string(), z.unknown()).check(storableJson(maxBytes));

/** For an object of which some names are known and others are the caller's own. */
export const storableJson = (maxBytes: number) =>
  z.superRefine((value: Record<string, unknown>, context) => {
    const bytes = Buffer.byteLength(JSON.stringify(value));
    const fault =
      bytes > maxBytes
        ? `Must have at most ${maxBytes} bytes of JSON, not ${bytes}`
        : leavesOf(value).map(unstorable).find(Boolean);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

/** Every name and every value of a JSON value that has no parts; its depth is bounded where bodies are parsed. */
function leavesOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...leavesOf(inner)]);
}
