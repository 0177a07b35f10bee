import {
  IngestQueue,
  IngestService,
  KnowledgeSearch,
  ReleaseService,
  ReleaseSwitcher,
} from '@app/knowledge';

import { aStore } from '../support/rooms.js';
import { at, edition, manyPaths, page, pages, shop, TrialEditions } from './trial-editions.js';

let trial: TrialEditions;

beforeAll(async () => {
  trial = await TrialEditions.open();
});
afterAll(() => trial.rooms.close());
beforeEach(() => trial.begin());

describe('rolling back', () => {
  it('shows readers the earlier release as it was, and forward again', async () => {
    await trial.ingest(edition('one'));
    await trial.ingest({ ...edition('two', ['/a']), ...at('/d', 'two') });

    expect(await trial.rollBack(1)).toMatchObject({ number: 1, status: 'live' });
    expect(await trial.seen()).toEqual({ release: 1, words: ['/a one', '/b one', '/c one'] });

    await trial.rollBack(2);
    expect(await trial.seen()).toEqual({ release: 2, words: ['/a two', '/d two'] });
    expect(await trial.statuses()).toEqual(['1 superseded', '2 live']);
  });

  it('is harmless when repeated', async () => {
    await trial.ingest(edition('one'));
    await trial.ingest(edition('two'));

    await trial.rollBack(1);
    await trial.rollBack(1);

    expect(await trial.statuses()).toEqual(['1 live', '2 superseded']);
  });

  it('has the next ingest build on what is live: nothing rolled away from comes back', async () => {
    await trial.ingest(edition('one'));
    await trial.ingest({ ...at('/a', 'two'), ...at('/x', 'two') });
    await trial.rollBack(1);

    const next = await trial.indexed.crawl(
      trial.scope,
      pages({ ...edition('one'), ...at('/b', 'three') }),
    );
    expect(await trial.seen()).toMatchObject({ release: 1, words: ['/a one', '/b one', '/c one'] });
    await trial.indexed.index(trial.scope, next);
    await trial.indexed.publish(trial.scope, next);

    expect(await trial.seen()).toEqual({ release: 3, words: ['/a one', '/b three', '/c one'] });
    expect(await trial.statuses()).toEqual(['1 superseded', '2 retired', '3 live']);
    await expect(trial.rollBack(2)).rejects.toMatchObject({ code: 'KNOWLEDGE_RELEASE_NOT_KEPT' });
  });

  it('goes over several releases, whose versions of one page replaced each other', async () => {
    for (const word of ['one', 'two', 'three']) await trial.ingest(edition(word));
    await trial.rollBack(1);

    await trial.ingest({ ...at('/a', 'one'), ...at('/b', 'four') });

    expect(await trial.seen()).toEqual({ release: 4, words: ['/a one', '/b four'] });
    await trial.rollBack(1);
    expect(await trial.seen()).toEqual({ release: 1, words: ['/a one', '/b one', '/c one'] });
  });

  it('has a re-index take up the live pages, not the newer ones', async () => {
    await trial.ingest(edition('one'));
    await trial.ingest(edition('two'));
    await trial.rollBack(1);

    const again = await trial.rooms.get(IngestService).reindex(trial.scope);
    await trial.indexed.index(trial.scope, again);
    await trial.indexed.publish(trial.scope, again);

    expect(await trial.seen()).toEqual({ release: 3, words: ['/a one', '/b one', '/c one'] });
  });

  it('cancels an ingest that builds on what is rolled away from, and says so', async () => {
    await trial.ingest(edition('one'));
    await trial.ingest(edition('two'));
    const running = await trial.indexed.crawl(trial.scope, pages(edition('three')));
    await trial.indexed.index(trial.scope, running);

    await trial.rollBack(1);
    await trial.indexed.publish(trial.scope, running);

    expect(await trial.seen()).toMatchObject({ release: 1 });
    expect(await trial.rooms.get(IngestService).get(trial.scope, running.id)).toMatchObject({
      status: 'cancelled',
      errorCode: 'KNOWLEDGE_ROLLED_BACK',
    });
    await trial.rollBack(2);
    expect(await trial.seen()).toEqual({ release: 2, words: ['/a two', '/b two', '/c two'] });
  });

  it('lets an ingest that waits begin, which builds on what is live then', async () => {
    await trial.ingest(edition('one'));
    await trial.ingest(edition('two'));
    await trial.indexed.crawl(trial.scope, pages(edition('three')));
    const wanted = { kind: 'reindex', url: null, maxPages: 0, mayWait: true } as const;
    const waiting = await trial.rooms
      .get(IngestQueue)
      .enqueue(trial.scope, wanted, async () => ({ sourceId: null, pages: [] }));
    expect(waiting.status).toBe('waiting');

    await trial.rollBack(1);
    await trial.indexed.index(trial.scope, waiting);
    await trial.indexed.publish(trial.scope, waiting);

    expect(await trial.seen()).toEqual({ release: 4, words: ['/a one', '/b one', '/c one'] });
    expect(await trial.statuses()).toEqual(['1 superseded', '2 retired', '3 failed', '4 live']);
  });

  it('refuses what never was live or is not there', async () => {
    await trial.ingest(edition('one'));
    await trial.ingest({});

    await expect(trial.rollBack(7)).rejects.toMatchObject({ code: 'KNOWLEDGE_RELEASE_NOT_FOUND' });
    await expect(trial.publish(1)).resolves.toMatchObject({ status: 'live' });
    const other = await aStore(trial.rooms);
    await expect(trial.rooms.get(ReleaseSwitcher).rollBack(other, 1)).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  it('keeps a text that one page kept for all, whichever release it was cut in', async () => {
    const banner = 'Free express delivery from fifty dollars.';
    const site = (paths: string[]) =>
      pages(Object.fromEntries(paths.map((path) => [path, `Product of ${path}.\n\n${banner}`])));
    const paths = ['/', ...manyPaths.slice(0, 9)];
    const keepers = async () => {
      const { results } = await trial.rooms
        .get(KnowledgeSearch)
        .search(trial.scope, 'express delivery');
      return results
        .filter(({ text }) => text.includes('express'))
        .map(({ url }) => new URL(url).pathname);
    };
    await trial.indexed.ingest(trial.scope, site(paths));
    await trial.indexed.ingest(trial.scope, site(paths.slice(1)));
    expect(await keepers()).toEqual(['/p/0']);

    await trial.rollBack(1);
    await trial.indexed.ingest(trial.scope, site(paths.slice(1)));

    expect(await keepers()).toEqual(['/p/0']);
  });
});

describe('a cancel', () => {
  const cancelled = async (
    texts: Record<string, string>,
    step: 'crawling' | 'indexing' | 'publishing',
  ) => {
    const { id } = await trial.indexed.crawl(trial.scope, pages(texts));
    const running = await trial.rooms.get(IngestService).get(trial.scope, id);
    if (step === 'publishing') await trial.indexed.index(trial.scope, running);
    if (step === 'crawling') {
      await trial.sql(
        `UPDATE ingests SET status = 'crawling' WHERE store_id = $1 AND id = '${id}' RETURNING id`,
      );
    }
    expect((await trial.rooms.get(IngestService).get(trial.scope, id)).status).toBe(step);
    return trial.rooms.get(IngestService).cancel(trial.scope, id);
  };

  it.each(['crawling', 'indexing', 'publishing'] as const)(
    'while %s leaves nothing to readers, rollbacks or the next ingest',
    async (step) => {
      await trial.ingest(edition('one'));
      await trial.ingest(edition('two'));

      const ended = await cancelled({ ...at('/a', 'three'), ...at('/x', 'three') }, step);
      await trial.indexed.index(trial.scope, ended);
      await trial.indexed.publish(trial.scope, ended);
      expect(await trial.seen()).toEqual({ release: 2, words: ['/a two', '/b two', '/c two'] });
      await trial.rollBack(1);
      expect((await trial.seen()).words).toEqual(['/a one', '/b one', '/c one']);

      await trial.ingest({ ...edition('one'), ...at('/c', 'four') });
      expect(await trial.seen()).toEqual({ release: 4, words: ['/a one', '/b one', '/c four'] });
      expect(await trial.statuses()).toEqual(['1 superseded', '2 retired', '3 failed', '4 live']);
    },
  );

  it('shuts late writers out, before and after the next ingest opened its release', async () => {
    await trial.ingest(edition('one'));
    const ended = await cancelled({ ...at('/a', 'two') }, 'indexing');

    const late = () =>
      trial.indexed.store(trial.scope, ended, page('/late', 'The edition of /late is two'));
    await expect(late()).rejects.toMatchObject({ kind: 'not_found' });
    const next = await trial.indexed.crawl(trial.scope, pages(edition('one')));
    await expect(late()).rejects.toMatchObject({ kind: 'not_found' });
    await trial.indexed.index(trial.scope, next);
    await trial.indexed.publish(trial.scope, next);

    expect(await trial.seen()).toEqual({ release: 1, words: ['/a one', '/b one', '/c one'] });
  });
});

describe('writers, cancels, rollbacks and a purge at the same moment', () => {
  const before = async () => {
    const kept = (await trial.statuses()).filter((status) => status.endsWith('superseded'));
    return Number(kept.at(-1)?.split(' ')[0]);
  };

  it('wait for each other, and what is given up leaves nothing behind', async () => {
    await trial.ingest(shop('one', 8));
    await trial.ingest(shop('two', 8));

    for (let round = 0; round < 10; round++) {
      const running = await trial.indexed.crawl(trial.scope, []);
      const target = await before();
      const writing = pages(shop(`lost${round}`, 8)).map((each) =>
        trial.indexed.store(trial.scope, running, each),
      );
      const givingUp =
        round % 2 === 0
          ? trial.rollBack(target)
          : trial.rooms.get(IngestService).cancel(trial.scope, running.id);
      const [given, ...written] = await Promise.allSettled([givingUp, ...writing]);
      const failures = written.flatMap((writer) =>
        writer.status === 'rejected' ? [(writer.reason as { kind?: string }).kind] : [],
      );
      await Promise.all([
        trial.ingest(shop(`kept${round}`, 8)),
        trial.rooms.get(ReleaseService).purge(trial.scope),
      ]);

      expect(given.status).toBe('fulfilled');
      expect(failures.filter((kind) => kind !== 'not_found')).toEqual([]);
      expect((await trial.seen()).words.map((words) => words.split(' ')[1])).toEqual(
        Array.from({ length: 8 }, () => `kept${round}`),
      );
    }
  });
});
