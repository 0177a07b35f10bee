/**
 * Chunks of each of so many stores, as shops are: the second is half as large as the first, the third a third (Zipf), each
 * rounded to a size that there is one of to copy from, and what that leaves made up with stores of middle size. The
 * largest is not larger than the largest of these.
 */
export function storeSizes(stores: number, chunks: number, known: readonly number[]): number[] {
  const harmonic = Array.from({ length: stores }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b, 0);
  const sizes = Array.from({ length: stores }, (_, i) =>
    nearest(chunks / harmonic / (i + 1), known),
  );
  for (let at = 0; at < sizes.length; at += 1) {
    const missing = chunks - sizes.reduce((a, b) => a + b, 0);
    sizes[at] = nearest((sizes[at] ?? 0) + missing / (sizes.length - at), known);
  }
  return sizes.toSorted((a, b) => b - a);
}

const nearest = (size: number, known: readonly number[]): number =>
  known.reduce((best, one) => (Math.abs(one - size) < Math.abs(best - size) ? one : best));
