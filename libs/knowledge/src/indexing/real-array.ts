const FLOAT4_OID = 700;
const HEADER_BYTES = 20;
const BYTES_PER_VALUE = 8;

/**
 * Vectors end to end as one real[] in PostgreSQL's binary format, which the driver sends as it is: writing them as text
 * and parsing it again takes several times longer than storing them.
 */
export function realArray(vectors: readonly (readonly number[])[]): Buffer {
  const count = vectors.reduce((sum, vector) => sum + vector.length, 0);
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + count * BYTES_PER_VALUE);
  // dimensions, "no nulls", type of the elements, length, lower bound
  [1, 0, FLOAT4_OID, count, 1].forEach((value, i) => buffer.writeInt32BE(value, i * 4));
  let offset = HEADER_BYTES;
  for (const vector of vectors) {
    for (const value of vector) {
      buffer.writeInt32BE(4, offset);
      buffer.writeFloatBE(value, offset + 4);
      offset += BYTES_PER_VALUE;
    }
  }
  return buffer;
}
