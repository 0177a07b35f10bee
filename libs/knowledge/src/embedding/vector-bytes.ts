/** A vector in pgvector's binary format, which the driver sends as it is: two bytes of width, two unused, the values. */
export function vectorBytes(vector: readonly number[]): Buffer {
  const buffer = Buffer.alloc(4 + vector.length * 4);
  buffer.writeInt16BE(vector.length, 0);
  vector.forEach((value, i) => buffer.writeFloatBE(value, 4 + i * 4));
  return buffer;
}
