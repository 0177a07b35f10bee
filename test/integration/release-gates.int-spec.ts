import { IngestRepository, ReleaseService, StatusService } from '@app/knowledge';
import { StoresService } from '@app/tenancy';

import { at, edition, pages, shop, TrialEditions } from './trial-editions.js';

let trial: TrialEditions;

beforeAll(async () => {
  trial = await TrialEditions.open();
});
afterAll(() => trial.rooms.close());
beforeEach(() => trial.begin());

describe('a release that does not pass a gate', () => {
  const aHeld = async () => {
    await trial.ingest(shop('one'));
    return trial.ingest(shop('two', 4));
  };

  it('is held with the reason and its figures, while the last one serves', async () => {
    const { id } = await aHeld();

    expect(await trial.rooms.get(IngestRepository).get(trial.scope, id)).toMatchObject({
      status: 'held',
      errorCode: 'KNOWLEDGE_TOO_MUCH_LOST',
      errorDetail: expect.stringMatching(/^20 of 24 live pages would vanish.*publish release 2/),
    });
    expect(await trial.rooms.get(ReleaseService).get(trial.scope, 2)).toMatchObject({
      status: 'held',
      pageCount: 4,
      chunkCount: 4,
      heldFor: [{ code: 'KNOWLEDGE_TOO_MUCH_LOST' }, { code: 'KNOWLEDGE_CHUNKS_COLLAPSED' }],
    });
    expect(await trial.rooms.get(StatusService).status(trial.scope)).toMatchObject({
      status: 'held',
      liveRelease: 1,
      pageCount: 24,
    });
    expect(await trial.seen()).toMatchObject({ release: 1, words: { length: 24 } });
  });

  it('is published by hand despite the gates, once', async () => {
    await aHeld();
    await expect(trial.publish(2)).rejects.toMatchObject({
      code: 'KNOWLEDGE_RELEASE_GATED',
      details: { problems: [{ detail: expect.stringContaining('20 of 24') }, {}] },
    });

    await trial.publish(2, true);
    await trial.publish(2);

    expect((await trial.seen()).words).toEqual(
      Object.keys(shop('two', 4)).map((path) => `${path} two`),
    );
    expect(await trial.rooms.get(StatusService).status(trial.scope)).toMatchObject({
      status: 'live',
      liveRelease: 2,
      lastIngest: { ingest: { status: 'live', errorCode: null } },
    });
    await trial.rollBack(1);
    expect(await trial.seen()).toMatchObject({ release: 1, words: { length: 24 } });
  });

  it('is published by hand once the gates let it through', async () => {
    await aHeld();
    const settings = { releases: { max_lost_share: 0.9, max_chunk_loss_share: 0.9 } };
    await trial.rooms.get(StoresService).update(trial.scope, { settings });

    expect(await trial.publish(2)).toMatchObject({ status: 'live' });
  });

  it('is superseded by the next ingest, which builds on what is live', async () => {
    await aHeld();

    await trial.ingest({ ...shop('one'), ...at('/p/0', 'three') });

    const { release, words } = await trial.seen();
    expect(release).toBe(3);
    expect(words.filter((word) => !word.endsWith('one'))).toEqual(['/p/0 three']);
    expect(words).toHaveLength(24);
    expect(await trial.statuses()).toEqual(['1 superseded', '2 retired', '3 live']);
    await expect(trial.publish(2, true)).rejects.toMatchObject({
      code: 'KNOWLEDGE_RELEASE_NOT_HELD',
    });
  });

  it('can be published after a rollback to an older one, and is not a target of one', async () => {
    await trial.ingest(shop('zero'));
    await aHeld();
    await expect(trial.rollBack(3)).rejects.toMatchObject({ code: 'KNOWLEDGE_RELEASE_NEVER_LIVE' });

    await trial.rollBack(1);
    expect((await trial.seen()).words[0]).toBe('/p/0 zero');
    await trial.publish(3, true);

    expect((await trial.seen()).words).toHaveLength(4);
    expect(await trial.statuses()).toEqual(['1 superseded', '2 superseded', '3 live']);
  });

  it('holds by failed reads, of which an answer that a page is gone is none', async () => {
    await trial.ingest(shop('one'));
    const outcomes = async (status: number) => {
      const ill = await trial.indexed.crawl(trial.scope, pages(shop('one')));
      await trial.sql(
        `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state, outcome, http_status)
         SELECT $1, '${ill.id}', 'https://x.example/' || i, 1, 'done', 'http_error', ${status}
         FROM generate_series(1, 12) i RETURNING id`,
      );
      await trial.indexed.index(trial.scope, ill);
      return trial.indexed.publish(trial.scope, ill);
    };

    expect(await outcomes(404)).toMatchObject({ status: 'live' });
    expect(await outcomes(503)).toMatchObject({
      status: 'held',
      errorCode: 'KNOWLEDGE_TOO_MANY_FAILED',
    });
  });

  it('is a failure when there is nothing to publish', async () => {
    const first = await trial.ingest({});
    expect(first).toMatchObject({ status: 'failed', errorCode: 'KNOWLEDGE_NOTHING_USABLE' });
    await trial.ingest(edition('one'));

    expect(await trial.ingest({})).toMatchObject({ status: 'failed' });
    expect(await trial.seen()).toMatchObject({ release: 2 });
    expect(await trial.rooms.get(StatusService).status(trial.scope)).toMatchObject({
      status: 'live',
    });
  });
});
