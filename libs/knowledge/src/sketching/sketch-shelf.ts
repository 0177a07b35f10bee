import { bitsIn } from '../terms/bits-in.js';
import { rotateVector, signsOf } from './sketch-vector.js';

const BYTES_OF_WORD = 4;
const BITS_OF_WORD = 32;

/** Looked at more closely for each that is wanted; what is right and not among them is lost. */
const LIKELY_FOR_EACH = 6;

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
    for (let at = 0; at < distances.length; at++) if (distances[at]! <= limit) places.push(at);
    return places;
  }

  private best(rotated: Float64Array, places: readonly number[], count: number): number[] {
    if (places.length <= count) return [...places];
    const { words, wordsEach } = this;
    const sums = sumsByHalfByte(rotated);
    const scores = new Float64Array(places.length);
    for (let i = 0; i < places.length; i++) {
      scores[i] = sumOf(words, places[i]! * wordsEach, wordsEach, sums);
    }
    const least = scores.toSorted()[scores.length - count] ?? -Infinity;
    return places.filter((_, i) => scores[i]! >= least).slice(0, count);
  }

  private distances(sketch: Buffer): Uint16Array {
    const { words, wordsEach, numbers } = this;
    const wanted = new Int32Array(wordsEach);
    sketch.copy(new Uint8Array(wanted.buffer));
    const distances = new Uint16Array(numbers.length);
    for (let i = 0; i < numbers.length; i++) distances[i] = bitsApart(words, i * wordsEach, wanted);
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

const HALF_BYTE = 16;

/** For each half byte of a sketch and each value of it, the sum of the numbers whose bits are set: little enough to be near. */
function sumsByHalfByte(rotated: Float64Array): Float32Array {
  const sums = new Float32Array((rotated.length / 4) * HALF_BYTE);
  for (let at = 0; at < sums.length; at++) {
    const value = at % HALF_BYTE;
    if (value === 0) continue;
    const lowest = 31 - Math.clz32(value & -value);
    const rest = sums[at - value + (value & (value - 1))] ?? 0;
    sums[at] = rest + (rotated[Math.floor(at / HALF_BYTE) * 4 + lowest] ?? 0);
  }
  return sums;
}

/** The sum of the numbers whose bits are set in the words from a place on. */
function sumOf(words: Int32Array, from: number, count: number, sums: Float32Array): number {
  let low = 0;
  let high = 0;
  for (let w = 0; w < count; w++) {
    const word = words[from + w]!;
    const at = w << 7;
    low +=
      sums[at | (word & 15)]! +
      sums[at | 16 | ((word >>> 4) & 15)]! +
      sums[at | 32 | ((word >>> 8) & 15)]! +
      sums[at | 48 | ((word >>> 12) & 15)]!;
    high +=
      sums[at | 64 | ((word >>> 16) & 15)]! +
      sums[at | 80 | ((word >>> 20) & 15)]! +
      sums[at | 96 | ((word >>> 24) & 15)]! +
      sums[at | 112 | (word >>> 28)]!;
  }
  return low + high;
}

/** In how many bits the words from a place on differ from others, added up in columns: seven words are counted as three. */
function bitsApart(words: Int32Array, from: number, wanted: Int32Array): number {
  let ones = 0;
  let twos = 0;
  let fours = 0;
  let eights = 0;
  for (let w = 0; w < wanted.length; w += 4) {
    const a = words[from + w]! ^ wanted[w]!;
    const b = words[from + w + 1]! ^ wanted[w + 1]!;
    const c = words[from + w + 2]! ^ wanted[w + 2]!;
    const d = words[from + w + 3]! ^ wanted[w + 3]!;
    const first = carry(ones, a, b);
    ones ^= a ^ b;
    const second = carry(ones, c, d);
    ones ^= c ^ d;
    const third = carry(twos, first, second);
    twos ^= first ^ second;
    eights += bitsIn(fours & third);
    fours ^= third;
  }
  return 8 * eights + 4 * bitsIn(fours) + 2 * bitsIn(twos) + bitsIn(ones);
}

const carry = (a: number, b: number, c: number): number => (a & b) | ((a ^ b) & c);
