const HEADER_WORDS = 5;
const NULL_LENGTH = -1;

/** How values of a type are put into bytes, by the type's number. */
export interface ElementType<T> {
  oid: number;
  size(value: T): number;
  /** At a place that has room for it. */
  write(value: T, bytes: Buffer, at: number): void;
}

/**
 * An array in PostgreSQL's binary format, which the driver sends as it is: one dimension, whether there are nulls, the
 * number of the elements' type, how many there are and that they count from one; then each behind its length. Reading long
 * elements back from their quoted form costs the database many times as much. Elements are written in place: a buffer for
 * each was most of the work, for the garbage collector too.
 */
export function arrayBytes<T>(type: ElementType<T>, values: readonly (T | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? NULL_LENGTH : type.size(value)));
  const size = sizes.reduce((sum, each) => sum + 4 + Math.max(each, 0), 4 * HEADER_WORDS);
  const bytes = Buffer.allocUnsafe(size);
  const hasNulls = Number(sizes.includes(NULL_LENGTH));
  let at = 0;
  for (const word of [1, hasNulls, type.oid, values.length, 1]) at = bytes.writeInt32BE(word, at);
  values.forEach((value, i) => {
    at = bytes.writeInt32BE(sizes[i] ?? NULL_LENGTH, at);
    if (value === null) return;
    type.write(value, bytes, at);
    at += sizes[i] ?? 0;
  });
  return bytes;
}

const text: ElementType<string> = {
  oid: 25,
  size: (value) => Buffer.byteLength(value),
  write: (value, bytes, at) => void bytes.write(value, at),
};

const uuid: ElementType<string> = {
  oid: 2950,
  size: () => 16,
  write: (value, bytes, at) => void bytes.write(value.replaceAll('-', ''), at, 'hex'),
};

const int: ElementType<number> = {
  oid: 23,
  size: () => 4,
  write: (value, bytes, at) => void bytes.writeInt32BE(value, at),
};

/** An array of `text`. */
export const textsBytes = (values: readonly string[]): Buffer => arrayBytes(text, values);

/** An array of `uuid`. */
export const uuidsBytes = (values: readonly string[]): Buffer => arrayBytes(uuid, values);

/** An array of `integer`. */
export const intsBytes = (values: readonly number[]): Buffer => arrayBytes(int, values);
