import { rotateVector, signsOf } from './sketch-vector.js';

const BYTES_OF_WORD = 4;
const BITS_OF_WORD = 32;

/** Looked at more closely for each that is wanted; what is right and not among them is lost. */
const LIKELY_FOR_EACH = 10;

/** The sketches of all chunks that a release shows, lying one after the other. */
export class SketchShelf {
  private constructor(
    private readonly numbers: Int32Array,
    private readonly words: Int32Array,
    private readonly wordsEach: number,
  ) {}

  /** `sketches` lie in the order of `numbers`; all are of one length. */
  static of(numbers: readonly number[], sketches: readonly Buffer[]): SketchShelf {
    const bytes = Buffer.concat(sketches);
    const words = new Int32Array(bytes.length / BYTES_OF_WORD);
    bytes.copy(new Uint8Array(words.buffer));
    return new SketchShelf(Int32Array.from(numbers), words, words.length / numbers.length);
  }

  get bytes(): number {
    return this.words.byteLength + this.numbers.byteLength;
  }

  /**
   * The numbers of the chunks that are likely the nearest to a vector, as many as wanted, in no order. By how their signs
   * differ from its own first, then the best of those by its numbers themselves, which a question has at hand: a chunk's
   * signs with them tell two neighbours apart where signs with signs do not.
   */
  nearest(vector: ArrayLike<number>, count: number): number[] {
    const rotated = rotateVector(vector);
    if (rotated.length !== this.wordsEach * BITS_OF_WORD) return [];
    const likely = this.likely(signsOf(rotated), count * LIKELY_FOR_EACH);
    return this.best(rotated, likely, count).map((at) => this.numbers[at] ?? 0);
  }

  /** The places of those whose sketches differ least from this one, at least `count` where there are as many. */
  private likely(sketch: Buffer, count: number): number[] {
    const distances = this.distances(sketch);
    const limit = distanceWithin(distances, count);
    const places: number[] = [];
    distances.forEach((distance, at) => {
      if (distance <= limit) places.push(at);
    });
    return places;
  }

  private best(rotated: Float64Array, places: readonly number[], count: number): number[] {
    if (places.length <= count) return [...places];
    const { words, wordsEach } = this;
    const bytes = new Uint8Array(words.buffer);
    const sums = sumsByByte(rotated);
    const bytesEach = wordsEach * BYTES_OF_WORD;
    const scores = Float64Array.from(places, (at) => {
      let score = 0;
      const start = at * bytesEach;
      for (let b = 0; b < bytesEach; b++) score += sums[(b << 8) | bytes[start + b]!]!;
      return score;
    });
    const least = scores.toSorted()[scores.length - count] ?? -Infinity;
    return places.filter((_, i) => scores[i]! >= least).slice(0, count);
  }

  private distances(sketch: Buffer): Uint16Array {
    const { words, wordsEach, numbers } = this;
    const wanted = new Int32Array(wordsEach);
    sketch.copy(new Uint8Array(wanted.buffer));
    const distances = new Uint16Array(numbers.length);
    for (let i = 0, at = 0; i < numbers.length; i++) {
      let distance = 0;
      for (let w = 0; w < wordsEach; w++) distance += bitsIn(words[at++]! ^ wanted[w]!);
      distances[i] = distance;
    }
    return distances;
  }
}

/** The distance that the nearest `count` do not exceed, by counting how many there are of each. */
function distanceWithin(distances: Uint16Array, count: number): number {
  const counts = new Uint32Array(2 ** 16);
  for (const distance of distances) counts[distance] = (counts[distance] ?? 0) + 1;
  let seen = 0;
  return counts.findIndex((each) => (seen += each) >= Math.min(count, distances.length));
}

/** For each byte of a sketch and each value of it, the sum of the numbers whose bits are set. */
function sumsByByte(rotated: Float64Array): Float32Array {
  const sums = new Float32Array(rotated.length * 32);
  for (let b = 0; b < rotated.length / 8; b++) {
    for (let value = 1; value < 256; value++) {
      const lowest = 31 - Math.clz32(value & -value);
      const rest = sums[(b << 8) | (value & (value - 1))] ?? 0;
      sums[(b << 8) | value] = rest + (rotated[b * 8 + lowest] ?? 0);
    }
  }
  return sums;
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
