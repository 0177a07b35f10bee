import { KnowledgeModule, KnowledgeSearch, ReleaseSwitcher } from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

/** Text of pages by path; one word of each tells its edition. */
export type Edition = Record<string, string>;

export const at = (path: string, word: string): Edition => ({
  [path]: `The edition of ${path} is ${word}`,
});
/** Every page of a small edition, each with its word. */
export const edition = (word: string, paths = ['/a', '/b', '/c']): Edition =>
  Object.assign({}, ...paths.map((path) => at(path, word))) as Edition;

export const manyPaths = Array.from({ length: 24 }, (_, i) => `/p/${i}`);
export const shop = (word: string, count = 24): Edition => edition(word, manyPaths.slice(0, count));

export const page = (path: string, text: string): PageFixture => ({
  path,
  title: `Page ${path}`,
  markdown: `# Page ${path}\n\n${text}`,
});
export const pages = (texts: Edition): PageFixture[] =>
  Object.entries(texts).map(([path, text]) => page(path, text));

/** A store that gets one edition of its pages after the other, each as a release. */
export class TrialEditions {
  readonly indexed: IndexedPages;
  private readonly switcher: ReleaseSwitcher;
  scope!: StoreScope;

  private constructor(readonly rooms: TestingModule) {
    this.indexed = new IndexedPages(rooms);
    this.switcher = rooms.get(ReleaseSwitcher);
  }

  static async open(): Promise<TrialEditions> {
    return new TrialEditions(await openRooms({ imports: [KnowledgeModule] }));
  }

  /** Begins with a store that knows nothing. */
  async begin(): Promise<void> {
    this.scope = await aStore(this.rooms);
  }

  ingest(texts: Edition) {
    return this.indexed.ingest(this.scope, pages(texts));
  }

  rollBack(number: number) {
    return this.switcher.rollBack(this.scope, number);
  }

  publish(number: number, despiteGates = false) {
    return this.switcher.publishHeld(this.scope, number, { despiteGates });
  }

  sql<T>(text: string): Promise<T[]> {
    return this.rooms
      .get(StoreConnections)
      .run<T[]>(this.scope, (manager) => manager.query(text, [this.scope.storeId]));
  }

  /** What readers find: each page with the one word that tells its edition. */
  async seen() {
    const { release, results } = await this.rooms
      .get(KnowledgeSearch)
      .search(this.scope, 'edition', { limit: 50 });
    const words = results.map(
      ({ url, text }) => `${new URL(url).pathname} ${/\w+$/.exec(text)?.[0]}`,
    );
    return { release, words: words.sort() };
  }

  async statuses(): Promise<string[]> {
    const rows = await this.sql<{ number: number; status: string }>(
      'SELECT number, status FROM releases WHERE store_id = $1 ORDER BY number',
    );
    return rows.map(({ number, status }) => `${number} ${status}`);
  }
}
