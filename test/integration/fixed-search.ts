import {
  AddressPolicy,
  EMBEDDING_MODEL,
  GuardedWeb,
  HashedEmbeddingModel,
  KnowledgeSearch,
  ModelRuns,
  PageRechecker,
  type RetrievedChunk,
  SampleQuestions,
  type SearchOutcome,
  SnippetService,
} from '@app/knowledge';
import { Module } from '@nestjs/common';

const PAGES = {
  returns: 'You can return a lamp within 30 days of delivery. Sale items cannot be refunded.',
  shipping: 'Shipping within the country costs $9.99. It is free for orders of $50 or more.',
};

/** Stands in for the search of a store whose two pages are always found: for tests of what is made of finds. */
export class FixedSearch {
  readonly queries: string[] = [];

  languages() {
    return Promise.resolve(['en']);
  }

  search(_scope: unknown, query: string): Promise<SearchOutcome> {
    this.queries.push(query);
    const results = Object.entries(PAGES).map(([name, text], i) => aFind(name, text, i + 1));
    return Promise.resolve({ release: 7, results, corrections: [], tookMs: 1 });
  }
}

/** In the place of KnowledgeModule. */
@Module({
  providers: [
    { provide: KnowledgeSearch, useClass: FixedSearch },
    { provide: GuardedWeb, useFactory: () => new GuardedWeb(new AddressPolicy()) },
    { provide: EMBEDDING_MODEL, useClass: HashedEmbeddingModel },
    { provide: ModelRuns, useFactory: () => new ModelRuns() },
    { provide: PageRechecker, useValue: { recheck: () => Promise.resolve(null) } },
    // they are compared with no other database's
    { provide: SampleQuestions, useValue: { place: () => Promise.resolve(null) } },
    // two fixed pages take no snippets
    { provide: SnippetService, useValue: {} },
  ],
  exports: [
    KnowledgeSearch,
    PageRechecker,
    GuardedWeb,
    EMBEDDING_MODEL,
    ModelRuns,
    SampleQuestions,
    SnippetService,
  ],
})
export class FixedSearchModule {}

function aFind(name: string, text: string, rank: number): RetrievedChunk {
  return {
    chunkId: name,
    pageId: name,
    url: `https://shop.example/${name}`,
    title: `${name} – Lamp Shop`,
    headingPath: [],
    text,
    fetchedAt: new Date(),
    score: 1 / rank,
    lexicalRank: rank,
    lexicalScore: 1,
    denseRank: rank,
    denseScore: 0.2,
    pageKind: 'page',
    product: null,
    coverage: 0.5,
    alsoOn: [],
    before: null,
    after: null,
  };
}
