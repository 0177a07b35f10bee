import type { PageFixture } from '../../support/indexed-pages.js';

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
const wordsPerChunk = 180;

/**
 * Pages of made-up words whose frequencies fall as in real text (Zipf), the same on every machine. All stores share the
 * vocabulary, as shops share theirs: with topics apart, a filter would look cheaper than it is.
 */
export class MadeUpPages {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** About `chunks` chunks, ten to a page. */
  make(chunks: number): PageFixture[] {
    return Array.from({ length: Math.ceil(chunks / 10) }, (_, page) => ({
      path: `/page/${page}`,
      title: `${this.word()} ${this.word()}`,
      markdown: Array.from({ length: 10 }, () => `## ${this.words(4)}\n\n${this.words()}`).join(
        '\n\n',
      ),
    }));
  }

  /** A question of six words, half of them rare. */
  question(): string {
    return [...Array.from({ length: 3 }, () => this.word()), ...this.rareWords(3)].join(' ');
  }

  /** Rank r comes about 1/r as often as the first; the first thirty, which real text spends on stop words, are left out. */
  word(): string {
    return spell(Math.floor(30 * Math.exp(this.random() * Math.log(20_000 / 30))));
  }

  rareWords(count: number): string[] {
    return Array.from({ length: count }, () => spell(2_000 + this.below(18_000)));
  }

  below(count: number): number {
    return Math.floor(this.random() * count);
  }

  words(count = wordsPerChunk): string {
    return Array.from({ length: count }, () => this.word()).join(' ');
  }

  private random(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }
}

function spell(rank: number): string {
  let rest = rank;
  let word = '';
  do {
    word += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  } while (rest > 0);
  return `${word}${syllables[rank % 7]}`;
}
