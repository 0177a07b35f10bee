/** The vector scaled to length 1, so that inner product is cosine; one without direction stays as it is. */
export function unitVector(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}
