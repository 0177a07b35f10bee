import type { PageFixture } from '../../support/indexed-pages.js';
import { MadeUpPages } from './made-up-pages.js';

const TOPICS = 60;
const WORDS_OF_TOPIC = 80;
const CHUNKS_OF_PAGE = 10;

interface PageWords {
  topic: number;
  /** Names and figures that no other page has. */
  own: string[];
}

/**
 * Pages that are each about one of sixty topics, which all stores share as shops share shipping and returns. A third of a
 * page's words are its topic's, a tenth its own. A question asks for what one page says.
 */
export class TopicPages {
  private readonly words: MadeUpPages;
  private readonly topics: string[][];
  private readonly pages: PageWords[] = [];

  constructor(seed: number) {
    const shared = new MadeUpPages(1);
    this.topics = Array.from({ length: TOPICS }, () => shared.rareWords(WORDS_OF_TOPIC));
    this.words = new MadeUpPages(seed);
  }

  /** About `chunks` chunks, ten to a page. */
  make(chunks: number): PageFixture[] {
    return Array.from({ length: Math.ceil(chunks / CHUNKS_OF_PAGE) }, (_, page) => {
      const words = { topic: this.words.below(TOPICS), own: this.words.rareWords(12) };
      this.pages.push(words);
      const parts = Array.from(
        { length: CHUNKS_OF_PAGE },
        () => `## ${this.text(words, 4)}\n\n${this.text(words, 150)}`,
      );
      return {
        path: `/page/${page}`,
        title: `${this.text(words, 2)} ${words.own[0] ?? ''}`,
        markdown: parts.join('\n\n'),
      };
    });
  }

  /** Of the pages made so far. */
  question(): string {
    const page = this.pages[this.words.below(this.pages.length)];
    if (page === undefined) throw new Error('There are no pages to ask about.');
    return `${this.text({ ...page, own: [] }, 5)} ${this.pick(page.own)} ${this.pick(page.own)}`;
  }

  private text({ topic, own }: PageWords, count: number): string {
    return Array.from({ length: count }, () => {
      const dice = this.words.below(100);
      if (dice < 10 && own.length > 0) return this.pick(own);
      return dice < 45 ? this.pick(this.topics[topic] ?? []) : this.words.word();
    }).join(' ');
  }

  private pick(words: readonly string[]): string {
    return words[this.words.below(words.length)] ?? '';
  }
}
