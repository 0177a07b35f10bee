import {
  EMBEDDING_MODEL,
  type EmbeddingModel,
  HashedEmbeddingModel,
  IngestRepository,
  IngestService,
  KnowledgeClearer,
  KnowledgeModule,
  KnowledgeSearch,
  PageIndexer,
  ReleasePublisher,
  ReleaseService,
} from '@app/knowledge';
import { AppError, StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

/** The built-in model, except that it counts what it embeds, and can be exchanged or broken. */
const real = new HashedEmbeddingModel();
const spy = { read: [] as string[], version: '1', failure: null as Error | null };
const spiedModel = {
  fingerprint: { get: () => `spy-${spy.version}` },
  embedMany: {
    value: async (texts: readonly string[], signal?: AbortSignal) => {
      if (spy.failure) throw spy.failure;
      spy.read.push(...texts);
      return real.embedMany(texts, signal);
    },
  },
  embedQuery: {
    value: async (text: string) => {
      if (spy.failure) throw spy.failure;
      return real.embedQuery(text);
    },
  },
};

let rooms: TestingModule;
let indexed: IndexedPages;
let scope: StoreScope;

const page = (path: string, text: string): PageFixture => ({
  path,
  title: `Page ${path}`,
  markdown: `# Page ${path}\n\n${text}`,
});
const found = async (query: string) => {
  const { results } = await rooms.get(KnowledgeSearch).search(scope, query);
  return results.filter(({ coverage }) => coverage > 0.9).map(({ url }) => new URL(url).pathname);
};
const rowsOf = async (table: string): Promise<number> => {
  const sql = `SELECT count(*)::int AS count FROM ${table} WHERE store_id = $1`;
  const [row] = await rooms
    .get(StoreConnections)
    .run<{ count: number }[]>(scope, (manager) => manager.query(sql, [scope.storeId]));
  return row?.count ?? 0;
};

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
  Object.defineProperties(
    rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false }),
    spiedModel,
  );
  indexed = new IndexedPages(rooms);
});
afterAll(() => rooms.close());
beforeEach(async () => {
  scope = await aStore(rooms);
  spy.read.length = 0;
  spy.version = '1';
  spy.failure = null;
});

describe('a new release', () => {
  it('is not seen before it is published, and then as a whole', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);

    const next = await indexed.crawl(scope, [page('/a', 'apricots'), page('/c', 'cherries')]);
    expect([await found('apples'), await found('bananas')]).toEqual([['/a'], ['/b']]);
    await indexed.index(scope, next);
    expect([await found('apples'), await found('apricots'), await found('cherries')]).toEqual([
      ['/a'],
      [],
      [],
    ]);
    await indexed.publish(scope, next);

    expect([await found('apples'), await found('bananas')]).toEqual([[], []]);
    expect([await found('apricots'), await found('cherries')]).toEqual([['/a'], ['/c']]);
    expect(await rooms.get(ReleaseService).findLive(scope)).toMatchObject({
      number: 2,
      status: 'live',
      pageCount: 2,
      chunkCount: 2,
    });
  });

  it('embeds only what changed', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    expect(spy.read).toHaveLength(2);
    spy.read.length = 0;

    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'blueberries')]);

    expect(spy.read).toEqual([expect.stringContaining('blueberries')]);
  });

  it('embeds a text that came back, or moved within its page, not again', async () => {
    const before = `## One\n\n${'apples '.repeat(120)}\n\n## Two\n\n${'bananas '.repeat(120)}`;
    const after = `## Two\n\n${'bananas '.repeat(120)}\n\n## Three\n\n${'cherries '.repeat(120)}`;
    await indexed.ingest(scope, [page('/a', before)]);
    spy.read.length = 0;

    await indexed.ingest(scope, [page('/a', after)]);

    expect(spy.read).toEqual([expect.stringContaining('cherries')]);
    expect(await found('bananas')).toEqual(['/a']);
  });

  it('keeps what an unchanged page had, in the same statistics', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);
    const [before] = (await rooms.get(KnowledgeSearch).search(scope, 'apples')).results;

    await indexed.ingest(scope, [page('/a', 'apples')]);
    const outcome = await rooms.get(KnowledgeSearch).search(scope, 'apples');

    expect(outcome.release).toBe(2);
    expect(outcome.results[0]).toEqual({ ...before, fetchedAt: expect.any(Date) });
  });

  it('keeps a text under several addresses once, and again when the first address goes', async () => {
    const twins = [page('/a', 'apples'), { ...page('/a', 'apples'), path: '/copy' }];
    await indexed.ingest(scope, twins);
    expect(await found('apples')).toEqual(['/a']);

    await indexed.ingest(scope, [twins[1]!]);

    expect(await found('apples')).toEqual(['/copy']);
  });

  it('removes what no kept release shows', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    await indexed.ingest(scope, [page('/a', 'apricots')]);
    await indexed.ingest(scope, [page('/a', 'avocados')]);
    await indexed.ingest(scope, [page('/a', 'aubergines')]);

    expect(await rowsOf('pages')).toBe(3);
    expect(await rowsOf('chunks')).toBe(3);
    expect(await rowsOf('chunk_vectors')).toBe(3);
    expect(await found('aubergines')).toEqual(['/a']);
  });
});

describe('text that repeats on most pages', () => {
  const banner = 'Free express delivery from fifty dollars.';
  const shop = (count: number) => [
    page('/', `Welcome.\n\n${banner}`),
    ...Array.from({ length: count }, (_, i) => page(`/p/${i}`, `Product nr${i}.\n\n${banner}`)),
  ];

  it('is kept once, on the page nearest to the root', async () => {
    await indexed.ingest(scope, shop(9));

    expect(await found('express delivery')).toEqual(['/']);
    expect(await found('nr7')).toEqual(['/p/7']);
  });

  it('is kept by another page when its page vanishes', async () => {
    await indexed.ingest(scope, shop(9));

    await indexed.ingest(scope, shop(9).slice(1));

    expect(await found('express delivery')).toEqual(['/p/0']);
  });

  it('stays where it is on a handful of pages', async () => {
    await indexed.ingest(scope, shop(2));

    const { results } = await rooms.get(KnowledgeSearch).search(scope, 'express delivery');
    expect(results).toHaveLength(3);
  });
});

describe('an ingest that comes to nothing', () => {
  const reason = async (ingestId: string) => {
    const { status, errorCode } = await rooms.get(IngestRepository).get(scope, ingestId);
    return [status, errorCode];
  };

  it('fails with the reason when it met no page, and the last release goes on serving', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);

    const { id } = await indexed.ingest(scope, []);

    expect(await reason(id)).toEqual(['failed', 'KNOWLEDGE_NOTHING_USABLE']);
    expect(await found('apples')).toEqual(['/a']);
  });

  it('fails when its pages hold no text', async () => {
    const { id } = await indexed.ingest(scope, [{ path: '/a', title: 'A', markdown: '---' }]);

    expect(await reason(id)).toEqual(['failed', 'KNOWLEDGE_NOTHING_USABLE']);
    expect(await rooms.get(ReleaseService).findLive(scope)).toBeNull();
  });

  it('leaves nothing behind for the next one, cancelled or failed', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    const cancelled = await indexed.crawl(scope, [page('/a', 'apricots'), page('/x', 'xigua')]);
    await indexed.index(scope, cancelled);
    await rooms.get(IngestService).cancel(scope, cancelled.id);

    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);

    expect(await found('apples')).toEqual(['/a']);
    expect(await found('bananas')).toEqual(['/b']);
    expect([await found('apricots'), await found('xigua')]).toEqual([[], []]);
    expect(await rowsOf('chunks')).toBe(2);
  });

  it('fails for good where the model refuses us, and waits where it is only away', async () => {
    const refusal = {
      kind: 'invalid',
      code: 'KNOWLEDGE_EMBEDDING_REFUSED',
      message: 'no',
    } as const;
    const away = {
      ...refusal,
      kind: 'unavailable',
      code: 'KNOWLEDGE_EMBEDDING_UNAVAILABLE',
    } as const;
    const ingest = await indexed.crawl(scope, [page('/a', 'apples')]);

    spy.failure = new AppError(away);
    await expect(indexed.index(scope, ingest)).rejects.toThrow('no');
    expect(await reason(ingest.id)).toEqual(['indexing', null]);

    spy.failure = new AppError(refusal);
    await indexed.index(scope, ingest);
    expect(await reason(ingest.id)).toEqual(['failed', 'KNOWLEDGE_EMBEDDING_REFUSED']);
  });
});

describe('running a step twice', () => {
  it('changes nothing: not after it is done, not at the same time', async () => {
    const many = Array.from({ length: 30 }, (_, i) => page(`/p/${i}`, `Product nr${i} is fine.`));
    const ingest = await indexed.crawl(scope, many);
    const step = { ingestId: ingest.id, slice: ingest.slice };
    const signal = new AbortController().signal;
    const indexer = rooms.get(PageIndexer);

    await Promise.all([
      indexer.indexSlice(scope, step, signal),
      indexer.indexSlice(scope, step, signal),
    ]);
    expect(await indexer.indexSlice(scope, step, signal)).toBe('skipped');
    await indexed.index(scope, ingest);
    await Promise.all([indexed.publish(scope, ingest), indexed.publish(scope, ingest)]);
    expect(await rooms.get(ReleasePublisher).publish(scope, step)).toBe('skipped');

    expect(await rowsOf('chunks')).toBe(30);
    expect(await rowsOf('chunk_vectors')).toBe(30);
    expect(await found('nr7')).toEqual(['/p/7']);
  });

  it('stores a page once, however often it is read', async () => {
    const ingest = await indexed.crawl(scope, []);
    const outcomes = [];
    for (const text of ['apples', 'apples', 'apricots']) {
      outcomes.push((await indexed.store(scope, ingest, page('/a', text))).outcome);
    }

    expect(outcomes).toEqual(['indexed', 'indexed', 'indexed']);
    expect(await rowsOf('pages')).toBe(1);
  });
});

describe('another embedding model', () => {
  it('is not compared with vectors of the old one: the lexical leg serves until a new release', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    spy.version = '2';

    const meanwhile = await rooms.get(KnowledgeSearch).search(scope, 'apples');
    expect(meanwhile.denseUnavailable).toBe('model_changed');
    expect(meanwhile.results[0]).toMatchObject({ denseRank: null, score: 1, lexicalRank: 1 });

    spy.read.length = 0;
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    const after = await rooms.get(KnowledgeSearch).search(scope, 'apples');
    expect(spy.read).toHaveLength(2);
    expect(after.denseUnavailable).toBeUndefined();
    expect(after.results[0]).toMatchObject({ denseRank: 1 });
  });

  it('is taken up by a re-index, which reads no website', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);
    spy.version = '2';

    const ingest = await rooms.get(IngestService).reindex(scope);
    await indexed.index(scope, ingest);
    const { status } = await indexed.publish(scope, ingest);

    expect(status).toBe('live');
    expect((await rooms.get(KnowledgeSearch).search(scope, 'apples')).results[0]?.denseRank).toBe(
      1,
    );
  });

  it('that does not answer leaves the lexical leg', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);
    spy.failure = new AppError({ kind: 'unavailable', code: 'X', message: 'away' });

    const outcome = await rooms.get(KnowledgeSearch).search(scope, 'apples');

    expect(outcome).toMatchObject({ denseUnavailable: 'unavailable', release: 1 });
    expect(outcome.results[0]?.lexicalRank).toBe(1);
  });
});

describe('clearing', () => {
  it('leaves no row of the store and nothing to find', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);

    await rooms.get(KnowledgeClearer).clear(scope);

    for (const table of ['pages', 'chunks', 'chunk_vectors', 'chunk_terms', 'releases']) {
      expect(await rowsOf(table)).toBe(0);
    }
    expect((await rooms.get(KnowledgeSearch).search(scope, 'apples')).release).toBeNull();
  });
});
