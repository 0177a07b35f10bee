const HEADER_BYTES = 4;
const BYTES_OF_NUMBER = 4;

/** How many bytes `writeVector` takes. */
export const vectorSize = (vector: ArrayLike<number>): number =>
  HEADER_BYTES + vector.length * BYTES_OF_NUMBER;

/** A vector in pgvector's binary format, which the driver sends as it is: two bytes of width, two unused, the values. */
export function vectorBytes(vector: ArrayLike<number>): Buffer {
  const bytes = Buffer.allocUnsafe(vectorSize(vector));
  writeVector(vector, bytes, 0);
  return bytes;
}

/** The same into bytes that have room for it. */
export function writeVector(vector: ArrayLike<number>, bytes: Buffer, start: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, vectorSize(vector));
  view.setUint16(0, vector.length);
  view.setUint16(2, 0);
  for (let i = 0; i < vector.length; i += 1) {
    view.setFloat32(HEADER_BYTES + i * BYTES_OF_NUMBER, vector[i] ?? 0);
  }
}

export function readVector(bytes: Buffer): Float32Array {
  const values = new Float32Array(bytes.readUInt16BE(0));
  bytes.copy(Buffer.from(values.buffer), 0, HEADER_BYTES);
  Buffer.from(values.buffer).swap32();
  return values;
}
