const HEADER_WORDS = 5;
const NULL_LENGTH = -1;

/**
 * An array in PostgreSQL's binary format, which the driver sends as it is: one dimension, whether there are nulls, the
 * number of the elements' type, how many there are and that they count from one; then each behind its length. Reading long
 * elements back from their quoted form costs the database many times as much.
 */
export function arrayBytes(type: number, values: readonly (Buffer | null)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), 4 * HEADER_WORDS);
  const bytes = Buffer.allocUnsafe(size);
  const hasNulls = Number(values.includes(null));
  let at = 0;
  for (const word of [1, hasNulls, type, values.length, 1]) at = bytes.writeInt32BE(word, at);
  for (const value of values) {
    at = bytes.writeInt32BE(value?.length ?? NULL_LENGTH, at);
    at += value?.copy(bytes, at) ?? 0;
  }
  return bytes;
}
