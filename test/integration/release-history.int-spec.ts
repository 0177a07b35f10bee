import {
  IngestQueue,
  IngestRepository,
  IngestService,
  KnowledgeModule,
  KnowledgeSearch,
  PurgeSweep,
  ReleasePublisher,
  ReleaseService,
  ReleaseSwitcher,
  StatusService,
} from '@app/knowledge';
import { StoreConnections, type StoreScope, StoresService } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

let rooms: TestingModule;
let indexed: IndexedPages;
let switcher: ReleaseSwitcher;
let scope: StoreScope;

const page = (path: string, text: string): PageFixture => ({
  path,
  title: `Page ${path}`,
  markdown: `# Page ${path}\n\n${text}`,
});
const pages = (texts: Record<string, string>) =>
  Object.entries(texts).map(([path, text]) => page(path, text));
const ingest = (texts: Record<string, string>) => indexed.ingest(scope, pages(texts));
const rollBack = (number: number) => switcher.rollBack(scope, number);
const publish = (number: number, despiteGates = false) =>
  switcher.publishHeld(scope, number, { despiteGates });

const sql = <T>(text: string) =>
  rooms.get(StoreConnections).run<T[]>(scope, (manager) => manager.query(text, [scope.storeId]));

/** What readers find: each page with the one word that tells its edition. */
const seen = async () => {
  const { release, results } = await rooms
    .get(KnowledgeSearch)
    .search(scope, 'edition', { limit: 50 });
  const words = results.map(
    ({ url, text }) => `${new URL(url).pathname} ${/\w+$/.exec(text)?.[0]}`,
  );
  return { release, words: words.sort() };
};
const statuses = async () => {
  const rows = await sql<{ number: number; status: string }>(
    'SELECT number, status FROM releases WHERE store_id = $1 ORDER BY number',
  );
  return rows.map(({ number, status }) => `${number} ${status}`);
};
const at = (path: string, word: string) => ({ [path]: `The edition of ${path} is ${word}` });
/** Every page of a small edition, each with its word. */
const edition = (word: string, paths = ['/a', '/b', '/c']) =>
  Object.assign({}, ...paths.map((path) => at(path, word))) as Record<string, string>;

const manyPaths = Array.from({ length: 24 }, (_, i) => `/p/${i}`);
const shop = (word: string, count = 24) => edition(word, manyPaths.slice(0, count));

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
  indexed = new IndexedPages(rooms);
  switcher = rooms.get(ReleaseSwitcher);
});
afterAll(() => rooms.close());
beforeEach(async () => {
  scope = await aStore(rooms);
});

describe('rolling back', () => {
  it('shows readers the earlier release as it was, and forward again', async () => {
    await ingest(edition('one'));
    await ingest({ ...edition('two', ['/a']), ...at('/d', 'two') });

    expect(await rollBack(1)).toMatchObject({ number: 1, status: 'live' });
    expect(await seen()).toEqual({ release: 1, words: ['/a one', '/b one', '/c one'] });

    await rollBack(2);
    expect(await seen()).toEqual({ release: 2, words: ['/a two', '/d two'] });
    expect(await statuses()).toEqual(['1 superseded', '2 live']);
  });

  it('is harmless when repeated', async () => {
    await ingest(edition('one'));
    await ingest(edition('two'));

    await rollBack(1);
    await rollBack(1);

    expect(await statuses()).toEqual(['1 live', '2 superseded']);
  });

  it('has the next ingest build on what is live: nothing rolled away from comes back', async () => {
    await ingest(edition('one'));
    await ingest({ ...at('/a', 'two'), ...at('/x', 'two') });
    await rollBack(1);

    const next = await indexed.crawl(scope, pages({ ...edition('one'), ...at('/b', 'three') }));
    expect(await seen()).toMatchObject({ release: 1, words: ['/a one', '/b one', '/c one'] });
    await indexed.index(scope, next);
    await indexed.publish(scope, next);

    expect(await seen()).toEqual({ release: 3, words: ['/a one', '/b three', '/c one'] });
    expect(await statuses()).toEqual(['1 superseded', '2 retired', '3 live']);
    await expect(rollBack(2)).rejects.toMatchObject({ code: 'KNOWLEDGE_RELEASE_NOT_KEPT' });
  });

  it('goes over several releases, whose versions of one page replaced each other', async () => {
    for (const word of ['one', 'two', 'three']) await ingest(edition(word));
    await rollBack(1);

    await ingest({ ...at('/a', 'one'), ...at('/b', 'four') });

    expect(await seen()).toEqual({ release: 4, words: ['/a one', '/b four'] });
    await rollBack(1);
    expect(await seen()).toEqual({ release: 1, words: ['/a one', '/b one', '/c one'] });
  });

  it('has a re-index take up the live pages, not the newer ones', async () => {
    await ingest(edition('one'));
    await ingest(edition('two'));
    await rollBack(1);

    const again = await rooms.get(IngestService).reindex(scope);
    await indexed.index(scope, again);
    await indexed.publish(scope, again);

    expect(await seen()).toEqual({ release: 3, words: ['/a one', '/b one', '/c one'] });
  });

  it('cancels an ingest that builds on what is rolled away from, and says so', async () => {
    await ingest(edition('one'));
    await ingest(edition('two'));
    const running = await indexed.crawl(scope, pages(edition('three')));
    await indexed.index(scope, running);

    await rollBack(1);
    await indexed.publish(scope, running);

    expect(await seen()).toMatchObject({ release: 1 });
    expect(await rooms.get(IngestService).get(scope, running.id)).toMatchObject({
      status: 'cancelled',
      errorCode: 'KNOWLEDGE_ROLLED_BACK',
    });
    await rollBack(2);
    expect(await seen()).toEqual({ release: 2, words: ['/a two', '/b two', '/c two'] });
  });

  it('lets an ingest that waits begin, which builds on what is live then', async () => {
    await ingest(edition('one'));
    await ingest(edition('two'));
    await indexed.crawl(scope, pages(edition('three')));
    const wanted = { kind: 'reindex', url: null, maxPages: 0, mayWait: true } as const;
    const waiting = await rooms
      .get(IngestQueue)
      .enqueue(scope, wanted, async () => ({ sourceId: null, pages: [] }));
    expect(waiting.status).toBe('waiting');

    await rollBack(1);
    await indexed.index(scope, waiting);
    await indexed.publish(scope, waiting);

    expect(await seen()).toEqual({ release: 4, words: ['/a one', '/b one', '/c one'] });
    expect(await statuses()).toEqual(['1 superseded', '2 retired', '3 failed', '4 live']);
  });

  it('refuses what never was live or is not there', async () => {
    await ingest(edition('one'));
    await ingest({});

    await expect(rollBack(7)).rejects.toMatchObject({ code: 'KNOWLEDGE_RELEASE_NOT_FOUND' });
    await expect(publish(1)).resolves.toMatchObject({ status: 'live' });
    const other = await aStore(rooms);
    await expect(switcher.rollBack(other, 1)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('keeps a text that one page kept for all, whichever release it was cut in', async () => {
    const banner = 'Free express delivery from fifty dollars.';
    const site = (paths: string[]) =>
      pages(Object.fromEntries(paths.map((path) => [path, `Product of ${path}.\n\n${banner}`])));
    const paths = ['/', ...manyPaths.slice(0, 9)];
    const keepers = async () => {
      const { results } = await rooms.get(KnowledgeSearch).search(scope, 'express delivery');
      return results
        .filter(({ text }) => text.includes('express'))
        .map(({ url }) => new URL(url).pathname);
    };
    await indexed.ingest(scope, site(paths));
    await indexed.ingest(scope, site(paths.slice(1)));
    expect(await keepers()).toEqual(['/p/0']);

    await rollBack(1);
    await indexed.ingest(scope, site(paths.slice(1)));

    expect(await keepers()).toEqual(['/p/0']);
  });
});

describe('a release that does not pass a gate', () => {
  const aHeld = async () => {
    await ingest(shop('one'));
    return ingest(shop('two', 4));
  };

  it('is held with the reason and its figures, while the last one serves', async () => {
    const { id } = await aHeld();

    expect(await rooms.get(IngestRepository).get(scope, id)).toMatchObject({
      status: 'held',
      errorCode: 'KNOWLEDGE_TOO_MUCH_LOST',
      errorDetail: expect.stringMatching(/^20 of 24 live pages would vanish.*publish release 2/),
    });
    expect(await rooms.get(ReleaseService).get(scope, 2)).toMatchObject({
      status: 'held',
      pageCount: 4,
      chunkCount: 4,
      heldFor: [{ code: 'KNOWLEDGE_TOO_MUCH_LOST' }, { code: 'KNOWLEDGE_CHUNKS_COLLAPSED' }],
    });
    expect(await rooms.get(StatusService).status(scope)).toMatchObject({
      status: 'held',
      liveRelease: 1,
      pageCount: 24,
    });
    expect(await seen()).toMatchObject({ release: 1, words: { length: 24 } });
  });

  it('is published by hand despite the gates, once', async () => {
    await aHeld();
    await expect(publish(2)).rejects.toMatchObject({
      code: 'KNOWLEDGE_RELEASE_GATED',
      details: { problems: [{ detail: expect.stringContaining('20 of 24') }, {}] },
    });

    await publish(2, true);
    await publish(2);

    expect((await seen()).words).toEqual(Object.keys(shop('two', 4)).map((path) => `${path} two`));
    expect(await rooms.get(StatusService).status(scope)).toMatchObject({
      status: 'live',
      liveRelease: 2,
      lastIngest: { ingest: { status: 'live', errorCode: null } },
    });
    await rollBack(1);
    expect(await seen()).toMatchObject({ release: 1, words: { length: 24 } });
  });

  it('is published by hand once the gates let it through', async () => {
    await aHeld();
    const settings = { releases: { max_lost_share: 0.9, max_chunk_loss_share: 0.9 } };
    await rooms.get(StoresService).update(scope, { settings });

    expect(await publish(2)).toMatchObject({ status: 'live' });
  });

  it('is superseded by the next ingest, which builds on what is live', async () => {
    await aHeld();

    await ingest({ ...shop('one'), ...at('/p/0', 'three') });

    const { release, words } = await seen();
    expect(release).toBe(3);
    expect(words.filter((word) => !word.endsWith('one'))).toEqual(['/p/0 three']);
    expect(words).toHaveLength(24);
    expect(await statuses()).toEqual(['1 superseded', '2 retired', '3 live']);
    await expect(publish(2, true)).rejects.toMatchObject({ code: 'KNOWLEDGE_RELEASE_NOT_HELD' });
  });

  it('can be published after a rollback to an older one, and is not a target of one', async () => {
    await ingest(shop('zero'));
    await aHeld();
    await expect(rollBack(3)).rejects.toMatchObject({ code: 'KNOWLEDGE_RELEASE_NEVER_LIVE' });

    await rollBack(1);
    expect((await seen()).words[0]).toBe('/p/0 zero');
    await publish(3, true);

    expect((await seen()).words).toHaveLength(4);
    expect(await statuses()).toEqual(['1 superseded', '2 superseded', '3 live']);
  });

  it('holds by failed reads, of which an answer that a page is gone is none', async () => {
    await ingest(shop('one'));
    const outcomes = async (status: number) => {
      const ill = await indexed.crawl(scope, pages(shop('one')));
      await sql(
        `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state, outcome, http_status)
         SELECT $1, '${ill.id}', 'https://x.example/' || i, 1, 'done', 'http_error', ${status}
         FROM generate_series(1, 12) i RETURNING id`,
      );
      await indexed.index(scope, ill);
      return indexed.publish(scope, ill);
    };

    expect(await outcomes(404)).toMatchObject({ status: 'live' });
    expect(await outcomes(503)).toMatchObject({
      status: 'held',
      errorCode: 'KNOWLEDGE_TOO_MANY_FAILED',
    });
  });

  it('is a failure when there is nothing to publish', async () => {
    const first = await ingest({});
    expect(first).toMatchObject({ status: 'failed', errorCode: 'KNOWLEDGE_NOTHING_USABLE' });
    await ingest(edition('one'));

    expect(await ingest({})).toMatchObject({ status: 'failed' });
    expect(await seen()).toMatchObject({ release: 2 });
    expect(await rooms.get(StatusService).status(scope)).toMatchObject({ status: 'live' });
  });
});

describe('a cancel', () => {
  const cancelled = async (
    texts: Record<string, string>,
    step: 'crawling' | 'indexing' | 'publishing',
  ) => {
    const { id } = await indexed.crawl(scope, pages(texts));
    const running = await rooms.get(IngestService).get(scope, id);
    if (step === 'publishing') await indexed.index(scope, running);
    if (step === 'crawling') {
      await sql(
        `UPDATE ingests SET status = 'crawling' WHERE store_id = $1 AND id = '${id}' RETURNING id`,
      );
    }
    expect((await rooms.get(IngestService).get(scope, id)).status).toBe(step);
    return rooms.get(IngestService).cancel(scope, id);
  };

  it.each(['crawling', 'indexing', 'publishing'] as const)(
    'while %s leaves nothing to readers, rollbacks or the next ingest',
    async (step) => {
      await ingest(edition('one'));
      await ingest(edition('two'));

      const ended = await cancelled({ ...at('/a', 'three'), ...at('/x', 'three') }, step);
      await indexed.index(scope, ended);
      await indexed.publish(scope, ended);
      expect(await seen()).toEqual({ release: 2, words: ['/a two', '/b two', '/c two'] });
      await rollBack(1);
      expect((await seen()).words).toEqual(['/a one', '/b one', '/c one']);

      await ingest({ ...edition('one'), ...at('/c', 'four') });
      expect(await seen()).toEqual({ release: 4, words: ['/a one', '/b one', '/c four'] });
      expect(await statuses()).toEqual(['1 superseded', '2 retired', '3 failed', '4 live']);
    },
  );

  it('shuts late writers out, before and after the next ingest opened its release', async () => {
    await ingest(edition('one'));
    const ended = await cancelled({ ...at('/a', 'two') }, 'indexing');

    const late = () => indexed.store(scope, ended, page('/late', 'The edition of /late is two'));
    await expect(late()).rejects.toMatchObject({ kind: 'not_found' });
    const next = await indexed.crawl(scope, pages(edition('one')));
    await expect(late()).rejects.toMatchObject({ kind: 'not_found' });
    await indexed.index(scope, next);
    await indexed.publish(scope, next);

    expect(await seen()).toEqual({ release: 3, words: ['/a one', '/b one', '/c one'] });
  });
});

describe('writers, cancels, rollbacks and a purge at the same moment', () => {
  const before = async () => {
    const kept = (await statuses()).filter((status) => status.endsWith('superseded'));
    return Number(kept.at(-1)?.split(' ')[0]);
  };

  it('wait for each other, and what is given up leaves nothing behind', async () => {
    await ingest(shop('one', 8));
    await ingest(shop('two', 8));

    for (let round = 0; round < 10; round++) {
      const running = await indexed.crawl(scope, []);
      const target = await before();
      const writing = pages(shop(`lost${round}`, 8)).map((each) =>
        indexed.store(scope, running, each),
      );
      const givingUp =
        round % 2 === 0 ? rollBack(target) : rooms.get(IngestService).cancel(scope, running.id);
      const [given, ...written] = await Promise.allSettled([givingUp, ...writing]);
      const failures = written.flatMap((writer) =>
        writer.status === 'rejected' ? [(writer.reason as { kind?: string }).kind] : [],
      );
      await Promise.all([ingest(shop(`kept${round}`, 8)), rooms.get(ReleaseService).purge(scope)]);

      expect(given.status).toBe('fulfilled');
      expect(failures.filter((kind) => kind !== 'not_found')).toEqual([]);
      expect((await seen()).words.map((words) => words.split(' ')[1])).toEqual(
        Array.from({ length: 8 }, () => `kept${round}`),
      );
    }
  });
});

describe('retention', () => {
  const rowsIn = async (table: string) => {
    const [row] = await sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE store_id = $1`,
    );
    return row?.count;
  };
  const indexedReleases = async () => {
    const rows = await sql<{ release: number }>(
      'SELECT DISTINCT release FROM chunk_terms WHERE store_id = $1 ORDER BY 1',
    );
    return rows.map(({ release }) => release);
  };

  it('keeps the live release and the two before it, and removes what only older ones showed', async () => {
    for (const word of ['one', 'two', 'three', 'four', 'five']) await ingest(edition(word));

    expect(await statuses()).toEqual([
      '1 retired',
      '2 retired',
      '3 superseded',
      '4 superseded',
      '5 live',
    ]);
    expect([await rowsIn('pages'), await rowsIn('chunks'), await rowsIn('chunk_vectors')]).toEqual([
      9, 9, 9,
    ]);
    expect(await indexedReleases()).toEqual([3, 4, 5]);
    await rollBack(3);
    expect(await seen()).toEqual({ release: 3, words: ['/a three', '/b three', '/c three'] });
  });

  it('follows the setting of the store', async () => {
    await rooms.get(StoresService).update(scope, { settings: { releases: { kept: 2 } } });
    for (const word of ['one', 'two', 'three']) await ingest(edition(word));

    expect(await statuses()).toEqual(['1 retired', '2 superseded', '3 live']);
    expect(await rowsIn('pages')).toBe(6);
  });

  it('is brought to its end where its worker died for good', async () => {
    for (const word of ['one', 'two', 'three', 'four']) await ingest(edition(word));
    await sql(
      `INSERT INTO release_words (store_id, release, initial, length, words)
       VALUES ($1, 1, 'z', 5, '{zebra}') RETURNING release`,
    );
    await sql(
      `UPDATE releases SET builds_on = 0, updated_at = now() - interval '2 minutes'
       WHERE store_id = $1 AND number = 1 RETURNING id`,
    );
    const ingest4 = await rooms.get(IngestRepository).findOne(scope, { releaseNumber: 4 });
    const step = { ingestId: String(ingest4?.id), slice: Number(ingest4?.slice) };

    expect(await rooms.get(PurgeSweep).nudgeLeft()).toBe(1);
    await rooms.get(ReleasePublisher).publish(scope, step);

    const words = 'SELECT DISTINCT release FROM release_words WHERE store_id = $1 ORDER BY 1';
    expect(await sql(words)).toEqual([{ release: 2 }, { release: 3 }, { release: 4 }]);
    expect(await rooms.get(PurgeSweep).nudgeLeft()).toBe(0);
  });

  it('never touches what is live or held after a rollback', async () => {
    await rooms.get(StoresService).update(scope, { settings: { releases: { kept: 2 } } });
    for (const word of ['one', 'two', 'three']) await ingest(edition(word));
    await rollBack(2);

    await rooms.get(ReleaseService).purge(scope);
    expect(await seen()).toEqual({ release: 2, words: ['/a two', '/b two', '/c two'] });
    await rollBack(3);
    expect(await seen()).toEqual({ release: 3, words: ['/a three', '/b three', '/c three'] });
  });

  it('removes more than fits into one statement', async () => {
    await rooms.get(StoresService).update(scope, { settings: { releases: { kept: 2 } } });
    const large = (word: string) =>
      edition(
        word,
        Array.from({ length: 120 }, (_, i) => `/p/${i}`),
      );
    await ingest(large('one'));
    await ingest(large('two'));

    await ingest(large('three'));

    expect([await rowsIn('pages'), await rowsIn('chunks')]).toEqual([240, 240]);
  });
});
