import {
  EMBEDDING_MODEL,
  type EmbeddingModel,
  HashedEmbeddingModel,
  type Ingest,
  KnowledgeModule,
  KnowledgeSearch,
  ReleaseSwitcher,
  type SearchOptions,
  SketchIndex,
} from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

const dimensions = 32;
const exactUpTo = 10_000;
const many = exactUpTo + 200;

const page = (path: string, text: string, kind: PageFixture['kind'] = 'page'): PageFixture => ({
  path,
  title: 'Sheets',
  markdown: `# Sheets\n\n${text}`,
  kind,
});
const faq = page('/faq', 'Is every sheet fitted? Most are.', 'faq');
const guide = page('/guide', 'How a sheet is fitted to a mattress.');

let rooms: TestingModule;
let pages: IndexedPages;
let scope: StoreScope;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
  narrow(rooms.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false }));
  pages = new IndexedPages(rooms);
  scope = await aStore(rooms);
  const ingest = await pages.crawl(scope, [guide, faq]);
  await pages.index(scope, ingest);
  await multiply(ingest);
  await pages.publish(scope, ingest);
}, 120_000);
afterAll(() => rooms.close());

/** So that ten thousand vectors are written in no time. */
function narrow(model: EmbeddingModel): void {
  const real = new HashedEmbeddingModel();
  const fold = (vector: number[]) => {
    const sums = Array.from({ length: dimensions }, (_, i) =>
      vector.reduce((sum, value, j) => (j % dimensions === i ? sum + value : sum), 0),
    );
    const length = Math.hypot(...sums) || 1;
    return sums.map((value) => value / length);
  };
  const embedMany = async (texts: readonly string[]) => (await real.embedMany(texts)).map(fold);
  Object.defineProperties(model, {
    fingerprint: { value: 'narrow' },
    embedMany: { value: embedMany },
    embedQuery: { value: async (text: string) => (await embedMany([text]))[0] },
  });
}

const sql = <T = unknown>(text: string, parameters: unknown[] = []) =>
  rooms
    .get(StoreConnections)
    .run<T[]>(scope, (manager) => manager.query(text, [scope.storeId, ...parameters]));

/** Chunks of the guide, of which a list shows three, whose vectors point anywhere. */
async function multiply({ releaseNumber }: Ingest): Promise<void> {
  await sql(
    `INSERT INTO chunks (store_id, page_id, number, ordinal, heading_path, text, token_count, content_hash,
       born_release)
     SELECT $1, p.id, 1000 + i, 1000 + i, '{}', 'filler ' || i, 2, 'filler ' || i, $3
     FROM pages p, generate_series(1, $2::int) i WHERE p.store_id = $1 AND p.url LIKE '%/guide'`,
    [many, releaseNumber],
  );
  await sql(
    `INSERT INTO chunk_vectors (store_id, number, model, input_hash, born_release, embedding)
     SELECT $1, c.number, 'narrow', c.content_hash, c.born_release, l2_normalize(
       ARRAY(SELECT random() - 0.5 + c.number * 0 FROM generate_series(1, $2))::vector)
     FROM chunks c WHERE c.store_id = $1 AND c.number > 1000`,
    [dimensions],
  );
}

const ask = (options: SearchOptions = {}) =>
  rooms.get(KnowledgeSearch).search(scope, 'a fitted sheet', { leg: 'dense', ...options });
const settled = () => rooms.get(SketchIndex, { strict: false }).settled();
const idsOf = ({ results }: Awaited<ReturnType<typeof ask>>) =>
  results.map(({ chunkId }) => chunkId);

describe('the dense leg of a large store', () => {
  it('is exact until its index is read in, and then finds the same by it', async () => {
    const exact = await ask();
    await settled();
    const indexed = await ask();

    expect(exact.dense).toEqual({
      embedding: 'lexical',
      method: 'exact',
      reason: 'index_not_ready',
      chunks: many + 2,
      candidates: null,
      exactUpTo,
    });
    expect(indexed.dense).toMatchObject({ method: 'indexed', reason: 'many_chunks' });
    expect(indexed.dense?.candidates).toBe(400);
    expect(idsOf(indexed)).toEqual(idsOf(exact));
    expect(idsOf(indexed)).toHaveLength(4);
  });

  it('compares all that a filter leaves where that is little, and the nearest of much', async () => {
    const few = await ask({ filter: { kinds: ['faq'] } });
    const much = await ask({ filter: { kinds: ['page'] } });

    expect(few.dense).toMatchObject({ method: 'exact', reason: 'few_chunks' });
    expect(few.results.map(({ pageKind }) => pageKind)).toEqual(['faq']);
    expect(much.dense?.method).toBe('indexed');
    expect(much.results.map(({ pageKind }) => pageKind)).toEqual(['page', 'page', 'page']);
  });

  it('goes along with the releases, forth and back', async () => {
    const before = await ask();
    const changed = page('/faq', 'A fitted sheet, a fitted sheet.', 'faq');
    await pages.ingest(scope, [guide, changed]);
    const after = await ask();
    await settled();
    const indexed = await ask();
    await rooms.get(ReleaseSwitcher, { strict: false }).rollBack(scope, 1);
    const back = await ask();
    await settled();

    expect(after.dense).toMatchObject({ method: 'exact', reason: 'index_not_ready' });
    expect(after.results[0]?.text).toContain('A fitted sheet, a fitted sheet.');
    expect(indexed.dense?.method).toBe('indexed');
    expect(idsOf(indexed)).toEqual(idsOf(after));
    expect(back.dense?.method).toBe('exact');
    expect(idsOf(back)).toEqual(idsOf(before));
    expect(idsOf(await ask())).toEqual(idsOf(before));
  });

  it('stays exact where a vector has no sketch', async () => {
    await sql(`DELETE FROM chunk_sketches WHERE store_id = $1 AND number = 1001`);
    const fresh = await openRooms({ imports: [KnowledgeModule] });
    narrow(fresh.get<EmbeddingModel>(EMBEDDING_MODEL, { strict: false }));
    const search = () => fresh.get(KnowledgeSearch).search(scope, 'a fitted sheet');
    await search();
    await fresh.get(SketchIndex, { strict: false }).settled();

    expect((await search()).dense).toMatchObject({ method: 'exact', reason: 'index_not_ready' });
    await fresh.close();
  });
});

it('compares a small store with every chunk, and makes no index of it', async () => {
  const small = await aStore(rooms);
  await pages.ingest(small, [guide, faq]);
  const sketches = await rooms
    .get(StoreConnections)
    .run<unknown[]>(small, (manager) =>
      manager.query('SELECT number FROM chunk_sketches WHERE store_id = $1', [small.storeId]),
    );
  const { dense } = await rooms.get(KnowledgeSearch).search(small, 'a fitted sheet');

  expect(sketches).toEqual([]);
  expect(dense).toEqual({
    embedding: 'lexical',
    method: 'exact',
    reason: 'few_chunks',
    chunks: 2,
    candidates: null,
    exactUpTo,
  });
});
