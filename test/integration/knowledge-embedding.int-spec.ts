import { IngestService, KnowledgeSearch } from '@app/knowledge';
import { AppError, StoreConnections, type StoreScope } from '@app/tenancy';

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

describe('another embedding model', () => {
  it('is not compared with vectors of the old one: the lexical leg serves until a new release', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    indexed.spy.version = '2';

    const meanwhile = await indexed.rooms.get(KnowledgeSearch).search(scope, 'apples');
    expect(meanwhile.denseUnavailable).toBe('model_changed');
    expect(meanwhile.results[0]).toMatchObject({ denseRank: null, score: 1, lexicalRank: 1 });

    indexed.spy.read.length = 0;
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    const after = await indexed.rooms.get(KnowledgeSearch).search(scope, 'apples');
    expect(indexed.spy.read).toHaveLength(2);
    expect(after.denseUnavailable).toBeUndefined();
    expect(after.results[0]).toMatchObject({ denseRank: 1 });
  });

  it('is taken up by a re-index, which reads no website, and each text once', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);
    indexed.spy.version = '2';
    indexed.spy.read.length = 0;

    const ingest = await indexed.rooms.get(IngestService).reindex(scope);
    await indexed.index(scope, ingest);
    const { status } = await indexed.publish(scope, ingest);

    expect(status).toBe('live');
    expect(indexed.spy.read).toHaveLength(1);
    expect(
      (await indexed.rooms.get(KnowledgeSearch).search(scope, 'apples')).results[0]?.denseRank,
    ).toBe(1);
  });

  it('reads the texts of all numbers, however far apart they lie', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    for (const table of ['chunks', 'chunk_vectors']) {
      await indexed.rooms
        .get(StoreConnections)
        .run(scope, (manager) =>
          manager.query(
            `UPDATE ${table} SET number = number + 9000 WHERE store_id = $1 AND number > 1`,
            [scope.storeId],
          ),
        );
    }
    indexed.spy.version = '2';

    const ingest = await indexed.rooms.get(IngestService).reindex(scope);
    await indexed.index(scope, ingest);
    await indexed.publish(scope, ingest);

    const { results } = await indexed.rooms.get(KnowledgeSearch).search(scope, 'apples bananas');
    expect(results.map(({ denseRank }) => denseRank).sort()).toEqual([1, 2]);
  });

  it('that does not answer leaves the lexical leg', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);
    indexed.spy.failure = new AppError({ kind: 'unavailable', code: 'X', message: 'away' });

    const outcome = await indexed.rooms.get(KnowledgeSearch).search(scope, 'apples');

    expect(outcome).toMatchObject({ denseUnavailable: 'unavailable', release: 1 });
    expect(outcome.results[0]?.lexicalRank).toBe(1);
  });
});
