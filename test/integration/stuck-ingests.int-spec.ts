import { FrontierService, IngestRepository, IngestService, PageIndexer } from '@app/knowledge';
import { AppError, type StoreScope } from '@app/tenancy';

import { page, TrialKnowledge } from './trial-knowledge.js';

const mostStarts = 10;
const fault = new Error('It always ends like this.');
const away = new AppError({ kind: 'unavailable', code: 'TEST_AWAY', message: 'It is away.' });

let indexed: TrialKnowledge;
let scope: StoreScope;

beforeAll(async () => {
  indexed = await TrialKnowledge.open();
});
afterAll(() => indexed.rooms.close());
beforeEach(async () => {
  scope = await indexed.begin();
});

const stateOf = async (id: string) => {
  const { status, errorCode } = await indexed.rooms.get(IngestRepository).get(scope, id);
  return [status, errorCode];
};

/** Runs the newest slice of indexing, as often as its jobs and the sweep would. */
async function begin(ingestId: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const { slice } = await indexed.rooms.get(IngestRepository).get(scope, ingestId);
    const signal = new AbortController().signal;
    await indexed.rooms
      .get(PageIndexer)
      .indexSlice(scope, { ingestId, slice }, signal)
      .catch((error: unknown) => expect([fault, away]).toContain(error));
  }
}

describe('an ingest whose slice never comes to an end', () => {
  it('fails with the reason after so many beginnings, and what is live goes on serving', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);
    const { id } = await indexed.crawl(scope, [page('/a', 'apricots')]);
    indexed.spy.failure = fault;

    await begin(id, mostStarts);
    expect(await stateOf(id)).toEqual(['indexing', null]);
    await begin(id, 1);

    expect(await stateOf(id)).toEqual(['failed', 'KNOWLEDGE_INGEST_STUCK']);
    indexed.spy.failure = null;
    expect(await indexed.found(scope, 'apples')).toEqual(['/a']);
  });

  it('waits for a server that is away, however often it has to ask', async () => {
    const ingest = await indexed.crawl(scope, [page('/a', 'apples')]);
    indexed.spy.failure = away;
    await begin(ingest.id, 2 * mostStarts);
    expect(await stateOf(ingest.id)).toEqual(['indexing', null]);

    indexed.spy.failure = null;
    await indexed.index(scope, ingest);

    expect(await indexed.publish(scope, ingest)).toMatchObject({ status: 'live' });
  });

  it('begins to count anew with each slice that ends', async () => {
    const ingest = await indexed.crawl(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    indexed.spy.failure = fault;
    await begin(ingest.id, mostStarts);
    indexed.spy.failure = null;
    await indexed.rooms.get(IngestRepository).nextSlice(scope, ingest.id);
    indexed.spy.failure = fault;
    await begin(ingest.id, mostStarts);

    expect(await stateOf(ingest.id)).toEqual(['indexing', null]);
  });

  it('is not given up as long as a page more is read each time, however often a crawl is cut off', async () => {
    const ingests = indexed.rooms.get(IngestRepository);
    const urls = Array.from({ length: 3 * mostStarts }, (_, n) => ({ url: `/p${n}`, depth: 1 }));
    const crawl = await indexed.rooms
      .get(IngestService)
      .start(scope, { url: 'https://a-shop.com/' });
    await ingests.advance(scope, crawl.id, ['queued'], 'crawling');
    await indexed.rooms.get(FrontierService).offer(scope, crawl, urls);
    const starts: unknown[] = [];

    for (let time = 0; time < 2 * mostStarts; time += 1) {
      starts.push(await ingests.beginSlice(scope, crawl.id));
      const leased = await indexed.rooms
        .get(FrontierService)
        .lease(scope, crawl, { limit: 1 }, (tx, id) => ingests.beat(tx, id));
      await indexed.rooms
        .get(FrontierService)
        .finish(scope, new Map([[String(leased?.[0]?.id), { outcome: 'empty' }]]));
    }
    expect(new Set(starts)).toEqual(new Set([1]));

    const [, second, third] = [
      await ingests.beginSlice(scope, crawl.id),
      await ingests.beginSlice(scope, crawl.id),
      await ingests.beginSlice(scope, crawl.id),
    ];
    expect([second, third]).toEqual([2, 3]);
  });
});
