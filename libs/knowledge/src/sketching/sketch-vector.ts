/** Fewer signs than this miss neighbours; vectors of more numbers get as many, rounded up to a power of two. */
const LEAST_SIGNS = 2_048;

/** After one, a vector of few numbers other than zero has but a few different signs. */
const ROUNDS = 2;

const signsByWidth = new Map<number, Int8Array>();

/**
 * The signs of a vector after a random rotation, a bit each: two sketches differ in a share of their bits that grows with
 * the angle between the vectors (Charikar 2002), whatever the vectors are of, so there is nothing to train and nothing
 * that drifts. The rotation, random signs and a Walsh–Hadamard transform (Ailon and Chazelle 2006), spreads a vector's few
 * large numbers over all bits. Same vector, same sketch, on every machine: it is stored and compared for years.
 */
export const sketchVector = (vector: ArrayLike<number>): Buffer => signsOf(rotateVector(vector));

/** What the sketch keeps the signs of. */
export function rotateVector(vector: ArrayLike<number>): Float64Array {
  const width = sketchSigns(vector.length);
  const rotated = new Float64Array(width);
  rotated.set(vector);
  for (let round = 0; round < ROUNDS; round++) {
    const signs = randomSigns(width);
    for (let i = 0; i < width; i++)
      rotated[i] = (rotated[i] ?? 0) * (signs[round * width + i] ?? 0);
    transform(rotated);
  }
  return rotated;
}

export function signsOf(rotated: Float64Array): Buffer {
  const sketch = Buffer.alloc(rotated.length / 8);
  rotated.forEach((value, i) => {
    if (value > 0) sketch[i >> 3] = (sketch[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return sketch;
}

/** How many signs the sketch of a vector of so many numbers has. */
export const sketchSigns = (dimensions: number): number =>
  2 ** Math.ceil(Math.log2(Math.max(dimensions, LEAST_SIGNS)));

/** The fast Walsh–Hadamard transform, in place. */
function transform(values: Float64Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let start = 0; start < values.length; start += half * 2) {
      for (let i = start; i < start + half; i++) {
        const a = values[i] ?? 0;
        const b = values[i + half] ?? 0;
        values[i] = a + b;
        values[i + half] = a - b;
      }
    }
  }
}

function randomSigns(width: number): Int8Array {
  const known = signsByWidth.get(width);
  if (known !== undefined) return known;
  const signs = Int8Array.from({ length: width * ROUNDS }, (_, i) => (mixed(i + 1) & 1 ? 1 : -1));
  signsByWidth.set(width, signs);
  return signs;
}

/** Bits of a number that look random: the finalizer of MurmurHash3. */
function mixed(number: number): number {
  let bits = Math.imul(number, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
