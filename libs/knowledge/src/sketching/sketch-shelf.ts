const BYTES_OF_WORD = 4;

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

  /** The numbers of the chunks whose sketches differ least from this one, at least `count` where there are as many. */
  nearest(sketch: Buffer, count: number): number[] {
    if (sketch.length !== this.wordsEach * BYTES_OF_WORD) return [];
    const distances = this.distances(sketch);
    const limit = distanceWithin(distances, count);
    const near: number[] = [];
    distances.forEach((distance, i) => {
      if (distance <= limit) near.push(this.numbers[i] ?? 0);
    });
    return near;
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

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
