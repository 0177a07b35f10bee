import { KnowledgeSearch, SketchIndex } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../../support/indexed-pages.js';
import { aStore } from '../../support/rooms.js';
import { TopicPages } from '../made-up/topic-pages.js';

/** A store of real pages through the real steps, which is asked, and of which others are copied. */
export class FirstStore {
  private constructor(
    private readonly rooms: TestingModule,
    readonly scope: StoreScope,
    readonly chunks: number,
    private readonly pages: TopicPages,
  ) {}

  static async load(rooms: TestingModule, chunks: number, seed = chunks): Promise<FirstStore> {
    const scope = await aStore(rooms);
    const pages = new TopicPages(seed);
    const { status } = await new IndexedPages(rooms).ingest(scope, pages.make(chunks));
    if (status !== 'live') throw new Error(`The ingest of ${chunks} chunks ended as ${status}.`);
    return new FirstStore(rooms, scope, chunks, pages);
  }

  /** Which way the dense leg goes, once what it needs is in memory. */
  async method(): Promise<string> {
    await this.ask();
    await this.rooms.get(SketchIndex, { strict: false }).settled();
    return (await this.ask()).dense?.method ?? 'lexical only';
  }

  /** Another question each time. */
  ask() {
    return this.rooms.get(KnowledgeSearch).search(this.scope, this.pages.question());
  }
}
