import { bitsIn } from '../../terms/bits-in.js';
import { hashText } from '../../terms/hash-text.js';

const BITS = 512;
const BITS_OF_WORD = 32;
const NO_BREAK_SPACE = 0xa0;

/** What stands between the spaces of a text, as numbers. Most texts of a list are told apart by their bits alone. */
export class HashedWords {
  /** With repetitions. */
  readonly count: number;
  private readonly hashes: Uint32Array;
  private readonly bits = new Int32Array(BITS / BITS_OF_WORD);
  private different?: ReadonlySet<number>;

  constructor(text: string) {
    this.hashes = Uint32Array.from(hashWords(text));
    this.count = this.hashes.length;
    for (const hash of this.hashes) this.bits[(hash % BITS) >>> 5]! |= 1 << (hash & 31);
  }

  get set(): ReadonlySet<number> {
    return (this.different ??= new Set(this.hashes));
  }

  /** At least as many words stand in only one of the two: a bit that differs takes one. */
  leastApart({ bits }: HashedWords): number {
    let apart = 0;
    for (let at = 0; at < bits.length; at++) apart += bitsIn(this.bits[at]! ^ bits[at]!);
    return apart;
  }
}

function hashWords(text: string): number[] {
  const hashes: number[] = [];
  let start = 0;
  for (let end = 0; end <= text.length; end++) {
    if (end < text.length && !isSpace(text.charCodeAt(end))) continue;
    if (end > start) hashes.push(hashText(text, start, end));
    start = end + 1;
  }
  return hashes;
}

const isSpace = (code: number): boolean => code <= 32 || code === NO_BREAK_SPACE;
