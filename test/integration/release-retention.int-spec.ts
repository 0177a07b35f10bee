import { IngestRepository, PurgeSweep, ReleasePublisher, ReleaseService } from '@app/knowledge';
import { StoreQueue, StoresService } from '@app/tenancy';

import { edition, TrialEditions } from './trial-editions.js';

let trial: TrialEditions;

beforeAll(async () => {
  trial = await TrialEditions.open();
});
afterAll(() => trial.rooms.close());
beforeEach(() => trial.begin());

describe('retention', () => {
  const rowsIn = async (table: string) => {
    const [row] = await trial.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE store_id = $1`,
    );
    return row?.count;
  };
  const indexedReleases = async () => {
    const rows = await trial.sql<{ release: number }>(
      'SELECT DISTINCT release FROM chunk_terms WHERE store_id = $1 ORDER BY 1',
    );
    return rows.map(({ release }) => release);
  };
  /** How often the sweep nudges this store; the database may hold what other suites left lying. */
  const nudgesOfSweep = async () => {
    const { scope, rooms } = trial;
    const queue = rooms.get(StoreQueue);
    const nudged: string[] = [];
    Object.assign(queue, { addFor: async (storeId: string) => nudged.push(storeId) });
    await rooms.get(PurgeSweep).nudgeLeft();
    Reflect.deleteProperty(queue, 'addFor');
    return nudged.filter((storeId) => storeId === scope.storeId).length;
  };

  it('keeps the live release and the two before it, and removes what only older ones showed', async () => {
    for (const word of ['one', 'two', 'three', 'four', 'five']) await trial.ingest(edition(word));

    expect(await trial.statuses()).toEqual([
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
    await trial.rollBack(3);
    expect(await trial.seen()).toEqual({ release: 3, words: ['/a three', '/b three', '/c three'] });
  });

  it('follows the setting of the store', async () => {
    await trial.rooms
      .get(StoresService)
      .update(trial.scope, { settings: { releases: { kept: 2 } } });
    for (const word of ['one', 'two', 'three']) await trial.ingest(edition(word));

    expect(await trial.statuses()).toEqual(['1 retired', '2 superseded', '3 live']);
    expect(await rowsIn('pages')).toBe(6);
  });

  it('is brought to its end where its worker died for good', async () => {
    for (const word of ['one', 'two', 'three', 'four']) await trial.ingest(edition(word));
    await trial.sql(
      `INSERT INTO release_words (store_id, release, initial, length, words)
       VALUES ($1, 1, 'z', 5, '{zebra}') RETURNING release`,
    );
    await trial.sql(
      `UPDATE releases SET builds_on = 0, updated_at = now() - interval '2 minutes'
       WHERE store_id = $1 AND number = 1 RETURNING id`,
    );
    const ingest4 = await trial.rooms
      .get(IngestRepository)
      .findOne(trial.scope, { releaseNumber: 4 });
    const step = { ingestId: String(ingest4?.id), slice: Number(ingest4?.slice) };

    expect(await nudgesOfSweep()).toBe(1);
    await trial.rooms.get(ReleasePublisher).publish(trial.scope, step);

    const words = 'SELECT DISTINCT release FROM release_words WHERE store_id = $1 ORDER BY 1';
    expect(await trial.sql(words)).toEqual([{ release: 2 }, { release: 3 }, { release: 4 }]);
    expect(await nudgesOfSweep()).toBe(0);
  });

  it('never touches what is live or held after a rollback', async () => {
    await trial.rooms
      .get(StoresService)
      .update(trial.scope, { settings: { releases: { kept: 2 } } });
    for (const word of ['one', 'two', 'three']) await trial.ingest(edition(word));
    await trial.rollBack(2);

    await trial.rooms.get(ReleaseService).purge(trial.scope);
    expect(await trial.seen()).toEqual({ release: 2, words: ['/a two', '/b two', '/c two'] });
    await trial.rollBack(3);
    expect(await trial.seen()).toEqual({ release: 3, words: ['/a three', '/b three', '/c three'] });
  });

  it('removes more than fits into one statement', async () => {
    await trial.rooms
      .get(StoresService)
      .update(trial.scope, { settings: { releases: { kept: 2 } } });
    const large = (word: string) =>
      edition(
        word,
        Array.from({ length: 120 }, (_, i) => `/p/${i}`),
      );
    await trial.ingest(large('one'));
    await trial.ingest(large('two'));

    await trial.ingest(large('three'));

    expect([await rowsIn('pages'), await rowsIn('chunks')]).toEqual([240, 240]);
  });
});
