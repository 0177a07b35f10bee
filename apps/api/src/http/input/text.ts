import { z } from 'zod';

/**
 * Text a person wrote, in any script and direction. Null characters and halves of surrogate pairs are refused: no
 * database keeps them, so they would be lost or fail later.
 */
export const text = ({ min = 1, max }: { min?: number; max: number }) =>
  z.string().min(min).max(max).check(z.superRefine(refuseUnstorable));

function refuseUnstorable(value: string, context: z.RefinementCtx): void {
  const fault = unstorable(value);
  if (fault) context.addIssue({ code: 'custom', message: fault });
}

/** With the `u` flag a pair is one character, so only a half on its own is in this class. */
const loneSurrogate = /\p{Surrogate}/u;

function unstorable(value: string): string | undefined {
  const nul = value.indexOf('\0');
  if (nul >= 0) return `Invalid text: it holds a null character at position ${nul}; remove it`;
  if (loneSurrogate.test(value)) {
    return 'Invalid text: it holds half of a surrogate pair; send well-formed Unicode';
  }
  return undefined;
}

/** A free JSON object of the caller's own, bounded, with storable text in every name and value. */
export const freeObject = ({ maxBytes }: { maxBytes: number }) =>
  z.record(z.string(), z.unknown()).check(storableJson(maxBytes));

/** For an object of which some names are known and others are the caller's own. */
export const storableJson = (maxBytes: number) =>
  z.superRefine((value: Record<string, unknown>, context) => {
    const json = JSON.stringify(value);
    const bytes = Buffer.byteLength(json);
    if (bytes > maxBytes) {
      context.addIssue({
        code: 'custom',
        message: `Too big: expected at most ${maxBytes} bytes of JSON, got ${bytes}`,
      });
    }
    const fault = textsIn(value).map(unstorable).find(Boolean);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

/** Every name and every string of a JSON value; its depth is bounded where bodies are parsed. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
}
