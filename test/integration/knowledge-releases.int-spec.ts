import { IngestService, KnowledgeClearer, KnowledgeSearch, ReleaseService } from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';

import { page, TrialKnowledge } from './trial-knowledge.js';

let indexed: TrialKnowledge;
let scope: StoreScope;

beforeAll(async () => {
  indexed = await TrialKnowledge.open();
});
afterAll(() => indexed.rooms.close());
beforeEach(async () => {
  scope = await indexed.begin();
});

/** A release of the same pages. */
async function reindex(): Promise<void> {
  const ingest = await indexed.rooms.get(IngestService).reindex(scope);
  await indexed.index(scope, ingest);
  await indexed.publish(scope, ingest);
}

describe('a new release', () => {
  it('is not seen before it is published, and then as a whole', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);

    const next = await indexed.crawl(scope, [page('/a', 'apricots'), page('/c', 'cherries')]);
    expect([await indexed.found(scope, 'apples'), await indexed.found(scope, 'bananas')]).toEqual([
      ['/a'],
      ['/b'],
    ]);
    await indexed.index(scope, next);
    expect([
      await indexed.found(scope, 'apples'),
      await indexed.found(scope, 'apricots'),
      await indexed.found(scope, 'cherries'),
    ]).toEqual([['/a'], [], []]);
    await indexed.publish(scope, next);

    expect([await indexed.found(scope, 'apples'), await indexed.found(scope, 'bananas')]).toEqual([
      [],
      [],
    ]);
    expect([
      await indexed.found(scope, 'apricots'),
      await indexed.found(scope, 'cherries'),
    ]).toEqual([['/a'], ['/c']]);
    expect(await indexed.rooms.get(ReleaseService).findLive(scope)).toMatchObject({
      number: 2,
      status: 'live',
      pageCount: 2,
      chunkCount: 2,
    });
  });

  it('embeds only what changed', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    expect(indexed.spy.read).toHaveLength(2);
    indexed.spy.read.length = 0;

    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'blueberries')]);

    expect(indexed.spy.read).toEqual([expect.stringContaining('blueberries')]);
  });

  it('embeds a text that came back, or moved within its page, not again', async () => {
    const before = `## One\n\n${'apples '.repeat(120)}\n\n## Two\n\n${'bananas '.repeat(120)}`;
    const after = `## Two\n\n${'bananas '.repeat(120)}\n\n## Three\n\n${'cherries '.repeat(120)}`;
    await indexed.ingest(scope, [page('/a', before)]);
    indexed.spy.read.length = 0;

    await indexed.ingest(scope, [page('/a', after)]);

    expect(indexed.spy.read).toEqual([expect.stringContaining('cherries')]);
    expect(await indexed.found(scope, 'bananas')).toEqual(['/a']);
  });

  it('keeps what an unchanged page had, in the same statistics', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);
    const [before] = (await indexed.rooms.get(KnowledgeSearch).search(scope, 'apples')).results;

    await reindex();
    const outcome = await indexed.rooms.get(KnowledgeSearch).search(scope, 'apples');

    expect(outcome.release).toBe(2);
    expect(outcome.results[0]).toEqual({ ...before, fetchedAt: expect.any(Date) });
  });

  it('has every word of one that shows the same', async () => {
    const words = Array.from({ length: 1_300 }, (_, at) => `SKU${at}-${at * 7}`).join(' ');
    await indexed.ingest(scope, [page('/a', words)]);
    await reindex();

    const sql = `SELECT release, count(*)::int AS count,
        md5(string_agg(concat(term, segment, numbers::text, weights::text), ',' ORDER BY term, segment)) AS rows
      FROM chunk_terms WHERE store_id = $1 GROUP BY release ORDER BY release`;
    const [first, second] = await indexed.rooms
      .get(StoreConnections)
      .run<{ release: number; count: number; rows: string }[]>(scope, (manager) =>
        manager.query(sql, [scope.storeId]),
      );
    expect(first?.count).toBeGreaterThan(1_000);
    expect(second).toEqual({ ...first, release: 2 });
  });

  it('keeps a text under several addresses once, and again when the first address goes', async () => {
    const twins = [page('/a', 'apples'), { ...page('/a', 'apples'), path: '/copy' }];
    await indexed.ingest(scope, twins);
    expect(await indexed.found(scope, 'apples')).toEqual(['/a']);

    await indexed.ingest(scope, [twins[1]!]);

    expect(await indexed.found(scope, 'apples')).toEqual(['/copy']);
  });

  it('removes what no kept release shows', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    await indexed.ingest(scope, [page('/a', 'apricots')]);
    await indexed.ingest(scope, [page('/a', 'avocados')]);
    await indexed.ingest(scope, [page('/a', 'aubergines')]);

    expect(await indexed.rowsOf(scope, 'pages')).toBe(3);
    expect(await indexed.rowsOf(scope, 'chunks')).toBe(3);
    expect(await indexed.rowsOf(scope, 'chunk_vectors')).toBe(3);
    expect(await indexed.found(scope, 'aubergines')).toEqual(['/a']);
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

    expect(await indexed.found(scope, 'express delivery')).toEqual(['/']);
    expect(await indexed.found(scope, 'nr7')).toEqual(['/p/7']);
  });

  it('is kept by another page when its page vanishes', async () => {
    await indexed.ingest(scope, shop(9));

    await indexed.ingest(scope, shop(9).slice(1));

    expect(await indexed.found(scope, 'express delivery')).toEqual(['/p/0']);
  });

  it('stays where it is on a handful of pages', async () => {
    await indexed.ingest(scope, shop(2));

    const { results } = await indexed.rooms.get(KnowledgeSearch).search(scope, 'express delivery');
    expect(results).toHaveLength(3);
  });
});

describe('clearing', () => {
  it('leaves no row of the store and nothing to find', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);

    await indexed.rooms.get(KnowledgeClearer).clear(scope);

    for (const table of ['pages', 'chunks', 'chunk_vectors', 'chunk_terms', 'releases']) {
      expect(await indexed.rowsOf(scope, table)).toBe(0);
    }
    expect((await indexed.rooms.get(KnowledgeSearch).search(scope, 'apples')).release).toBeNull();
  });
});
