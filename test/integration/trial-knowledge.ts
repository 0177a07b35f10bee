import {
  EMBEDDING_MODEL,
  type EmbeddingModel,
  HashedEmbeddingModel,
  KnowledgeModule,
  KnowledgeSearch,
} from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

/** The built-in model, except that it counts what it embeds, and can be exchanged or broken. */
export class SpiedModel {
  read: string[] = [];
  version = '1';
  failure: Error | null = null;
  /** So many texts it reads before its failure shows. */
  wellFor = 0;
  private readonly real = new HashedEmbeddingModel();

  reset(): void {
    Object.assign(this, { read: [], version: '1', failure: null, wellFor: 0 });
  }

  /** Takes the place of the model that the rooms were given. */
  replace(model: EmbeddingModel): void {
    Object.defineProperties(model, {
      fingerprint: { get: () => `spy-${this.version}` },
      embedMany: {
        value: async (texts: readonly string[], signal?: AbortSignal) => {
          if (this.failure && this.read.length >= this.wellFor) throw this.failure;
          this.read.push(...texts);
          return this.real.embedMany(texts, signal);
        },
      },
      embedQuery: {
        value: async (text: string) => {
          if (this.failure) throw this.failure;
          return this.real.embedQuery(text);
        },
      },
    });
  }
}

/** Rooms with a spied model, and what a reader of a store sees. */
export class TrialKnowledge extends IndexedPages {
  readonly spy = new SpiedModel();

  private constructor(override readonly rooms: TestingModule) {
    super(rooms);
    this.spy.replace(rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false }));
  }

  static async open(): Promise<TrialKnowledge> {
    return new TrialKnowledge(await openRooms({ imports: [KnowledgeModule] }));
  }

  /** A new store and a model that is well. */
  begin(): Promise<StoreScope> {
    this.spy.reset();
    return aStore(this.rooms);
  }

  /** The paths of the pages that hold all of the query. */
  async found(scope: StoreScope, query: string): Promise<string[]> {
    const { results } = await this.rooms.get(KnowledgeSearch).search(scope, query);
    return results.filter(({ coverage }) => coverage > 0.9).map(({ url }) => new URL(url).pathname);
  }

  async rowsOf(scope: StoreScope, table: string): Promise<number> {
    const sql = `SELECT count(*)::int AS count FROM ${table} WHERE store_id = $1`;
    const [row] = await this.rooms
      .get(StoreConnections)
      .run<{ count: number }[]>(scope, (manager) => manager.query(sql, [scope.storeId]));
    return row?.count ?? 0;
  }
}

export const page = (path: string, text: string): PageFixture => ({
  path,
  title: `Page ${path}`,
  markdown: `# Page ${path}\n\n${text}`,
});
