import type { WordShelf } from './vocabulary.js';

/** Which words of a release are near enough to be compared at all. */
export interface ShelfRange {
  initials: readonly string[];
  /** Lengths. */
  from: number;
  to: number;
}

/** The words of a release that a misspelt one may have meant, in memory. */
export class KnownWords {
  readonly size: number;
  private readonly words: ReadonlySet<string>;
  private readonly shelves: ReadonlyMap<string, readonly string[]>;

  constructor(shelves: readonly WordShelf[]) {
    this.words = new Set(shelves.flatMap(({ words }) => words));
    this.size = this.words.size;
    this.shelves = new Map(
      shelves.map(({ initial, length, words }) => [keyOf(initial, length), words]),
    );
  }

  has(word: string): boolean {
    return this.words.has(word);
  }

  /** Short ones first, as the rows are read. */
  within({ initials, from, to }: ShelfRange): string[] {
    const lengths = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    return initials.flatMap((initial) =>
      lengths.flatMap((length) => this.shelves.get(keyOf(initial, length)) ?? []),
    );
  }
}

const keyOf = (initial: string, length: number): string => `${initial}${length}`;
