const HEADER_BYTES = 4;
const BYTES_OF_NUMBER = 4;

/** A vector in pgvector's binary format, which the driver sends as it is: two bytes of width, two unused, the values. */
export function vectorBytes(vector: ArrayLike<number>): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + vector.length * BYTES_OF_NUMBER);
  bytes.writeUInt16BE(vector.length, 0);
  const values = new Float32Array(vector);
  Buffer.from(values.buffer).swap32().copy(bytes, HEADER_BYTES);
  return bytes;
}

export function readVector(bytes: Buffer): Float32Array {
  const values = new Float32Array(bytes.readUInt16BE(0));
  bytes.copy(Buffer.from(values.buffer), 0, HEADER_BYTES);
  Buffer.from(values.buffer).swap32();
  return values;
}
