import {
  IngestRepository,
  IngestResumer,
  IngestService,
  PageIndexer,
  ReleasePublisher,
  ReleaseService,
} from '@app/knowledge';
import { AppError, type StoreScope } from '@app/tenancy';

import { outlives } from '../support/outages/mortal.js';
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

const reason = async (ingestId: string) => {
  const { status, errorCode } = await indexed.rooms.get(IngestRepository).get(scope, ingestId);
  return [status, errorCode];
};

describe('an ingest that comes to nothing', () => {
  it('fails with the reason when it met no page, and the last release goes on serving', async () => {
    await indexed.ingest(scope, [page('/a', 'apples')]);

    const { id } = await indexed.ingest(scope, []);

    expect(await reason(id)).toEqual(['failed', 'KNOWLEDGE_NOTHING_USABLE']);
    expect(await indexed.found(scope, 'apples')).toEqual(['/a']);
  });

  it('fails when its pages hold no text', async () => {
    const { id } = await indexed.ingest(scope, [{ path: '/a', title: 'A', markdown: '---' }]);

    expect(await reason(id)).toEqual(['failed', 'KNOWLEDGE_NOTHING_USABLE']);
    expect(await indexed.rooms.get(ReleaseService).findLive(scope)).toBeNull();
  });

  it('leaves nothing behind for the next one, cancelled or failed', async () => {
    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);
    const cancelled = await indexed.crawl(scope, [page('/a', 'apricots'), page('/x', 'xigua')]);
    await indexed.index(scope, cancelled);
    await indexed.rooms.get(IngestService).cancel(scope, cancelled.id);

    await indexed.ingest(scope, [page('/a', 'apples'), page('/b', 'bananas')]);

    expect(await indexed.found(scope, 'apples')).toEqual(['/a']);
    expect(await indexed.found(scope, 'bananas')).toEqual(['/b']);
    expect([await indexed.found(scope, 'apricots'), await indexed.found(scope, 'xigua')]).toEqual([
      [],
      [],
    ]);
    expect(await indexed.rowsOf(scope, 'chunks')).toBe(2);
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

    indexed.spy.failure = new AppError(away);
    await expect(indexed.index(scope, ingest)).rejects.toThrow('no');
    expect(await reason(ingest.id)).toEqual(['indexing', null]);

    indexed.spy.failure = new AppError(refusal);
    await indexed.index(scope, ingest);
    expect(await reason(ingest.id)).toEqual(['failed', 'KNOWLEDGE_EMBEDDING_REFUSED']);
  });

  it('is resumed after the model refused us, and embeds only what is missing', async () => {
    const many = Array.from({ length: 60 }, (_, i) => page(`/p/${i}`, `Product nr${i} is fine.`));
    const ingest = await indexed.crawl(scope, many);
    indexed.spy.wellFor = 1;
    indexed.spy.failure = new AppError({ kind: 'invalid', code: 'X', message: 'no' });
    await indexed.index(scope, ingest);
    expect(await reason(ingest.id)).toEqual(['failed', 'X']);
    const before = indexed.spy.read.length;
    indexed.spy.failure = null;

    const resumed = await indexed.rooms.get(IngestResumer).resume(scope, ingest.id);
    await indexed.index(scope, ingest);
    const ended = await indexed.publish(scope, ingest);

    expect([resumed.status, ended.status]).toEqual(['indexing', 'live']);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(60);
    expect(indexed.spy.read).toHaveLength(60);
    expect(await indexed.rowsOf(scope, 'chunk_vectors')).toBe(60);
    expect(await indexed.found(scope, 'nr59')).toEqual(['/p/59']);
  });
});

describe('running a step twice', () => {
  it('changes nothing: not after it is done, not at the same time', async () => {
    const many = Array.from({ length: 60 }, (_, i) => page(`/p/${i}`, `Product nr${i} is fine.`));
    const ingest = await indexed.crawl(scope, many);
    const step = { ingestId: ingest.id, slice: ingest.slice };
    const signal = new AbortController().signal;
    const indexer = indexed.rooms.get(PageIndexer);

    await Promise.all([
      indexer.indexSlice(scope, step, signal),
      indexer.indexSlice(scope, step, signal),
    ]);
    expect(await indexer.indexSlice(scope, step, signal)).toBe('skipped');
    await indexed.index(scope, ingest);
    await Promise.all([indexed.publish(scope, ingest), indexed.publish(scope, ingest)]);
    expect(await indexed.rooms.get(ReleasePublisher).publish(scope, step)).toBe('skipped');

    expect(await indexed.rowsOf(scope, 'chunks')).toBe(60);
    expect(await indexed.rowsOf(scope, 'chunk_vectors')).toBe(60);
    expect(await indexed.found(scope, 'nr7')).toEqual(['/p/7']);
  });

  it('stores a page once, however often it is read', async () => {
    const ingest = await indexed.crawl(scope, []);
    const outcomes = [];
    for (const text of ['apples', 'apples', 'apricots']) {
      outcomes.push((await indexed.store(scope, ingest, page('/a', text))).outcome);
    }

    expect(outcomes).toEqual(['indexed', 'indexed', 'indexed']);
    expect(await indexed.rowsOf(scope, 'pages')).toBe(1);
  });

  it('takes away what no kept release shows, though the worker died as soon as the new one was live', async () => {
    for (const text of ['apples', 'bananas', 'cherries']) {
      await indexed.ingest(scope, [page('/a', text)]);
    }
    const { id: ingestId } = await indexed.crawl(scope, [page('/a', 'dates')]);
    const ingests = indexed.rooms.get(IngestRepository);
    await indexed.index(scope, await ingests.get(scope, ingestId));
    const { slice } = await ingests.get(scope, ingestId);
    const publish = () => indexed.rooms.get(ReleasePublisher).publish(scope, { ingestId, slice });

    for (let statements = 0; (await reason(ingestId))[0] === 'publishing'; statements += 1) {
      await ingests.forgiveStarts(scope, ingestId);
      await outlives(statements, publish);
    }
    expect(await reason(ingestId)).toEqual(['live', null]);
    expect(await indexed.rowsOf(scope, 'pages')).toBe(4);

    expect(await publish()).toBe('skipped');

    expect(await indexed.rowsOf(scope, 'pages')).toBe(3);
    expect(await indexed.rowsOf(scope, 'chunks')).toBe(3);
    expect(await indexed.rowsOf(scope, 'chunk_vectors')).toBe(3);
  });
});
