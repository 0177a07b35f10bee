/** The vector scaled to length 1, so that inner product is cosine; one without direction stays as it is. */
export function unitVector(vector: readonly number[]): number[] {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}
