import {
  CheckQuestionService,
  IngestService,
  ReleaseService,
  SourceIngests,
  StatusService,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { linkedPage, TrialCrawl } from './trial-crawl.js';

let crawled: TrialCrawl;
let scope: StoreScope;

beforeAll(async () => {
  crawled = await TrialCrawl.open();
});
afterAll(() => crawled.close());
beforeEach(async () => {
  scope = await crawled.begin();
  crawled.site
    .page('/', linkedPage('Home', '/lamps', '/chairs'))
    .page('/lamps', linkedPage('Lamps'))
    .page('/chairs', linkedPage('Chairs'));
});

async function crawl() {
  await crawled.crawl(scope, crawled.site.origin);
  await crawled.publish(scope);
  const { liveRelease, status, lastIngest } = await crawled.rooms.get(StatusService).status(scope);
  return { liveRelease, status, ingest: lastIngest?.ingest, pages: lastIngest?.pages };
}

const releases = async () => {
  const { items } = await crawled.rooms.get(ReleaseService).list(scope, { limit: 20 });
  return items.map(({ number, status }) => `${number} ${status}`);
};
const living = async () => {
  const rows = await crawled.rows<{ url: string }>(
    scope,
    'SELECT url FROM pages WHERE store_id = $1 AND died_release IS NULL ORDER BY url',
  );
  return rows.map(({ url }) => new URL(url).pathname);
};

describe('an ingest that finds nothing changed', () => {
  it('ends well, makes no release and says which one stays live', async () => {
    await crawl();

    const { status, liveRelease, ingest, pages } = await crawl();

    expect({ status, liveRelease }).toEqual({ status: 'live', liveRelease: 1 });
    expect(ingest).toMatchObject({ status: 'live', releaseNumber: 2, keptRelease: 1 });
    expect(pages).toMatchObject({ indexed: 0, unchanged: 3 });
    expect(await releases()).toEqual(['1 live']);
  });

  it('pushes out none of the releases before, however often it comes', async () => {
    await crawl();
    crawled.site.page('/lamps', linkedPage('Lamps', '/chairs').replace('more', 'less'));
    await crawl();
    for (let night = 0; night < 4; night += 1) await crawl();
    crawled.site.page('/chairs', linkedPage('Chairs').replace('more', 'less'));

    const { ingest, liveRelease } = await crawl();

    expect(ingest).toMatchObject({ releaseNumber: 7, keptRelease: null });
    expect(liveRelease).toBe(7);
    expect(await releases()).toEqual(['7 live', '2 superseded', '1 superseded']);
  });

  it('leaves nothing of itself, but the pages are as fresh as it read them', async () => {
    await crawl();
    const [before] = await crawled.rows<{ at: Date }>(
      scope,
      'SELECT max(fetched_at) AS at FROM pages WHERE store_id = $1',
    );

    await crawl();

    const [after] = await crawled.rows<{ at: Date }>(
      scope,
      'SELECT min(fetched_at) AS at FROM pages WHERE store_id = $1',
    );
    expect(Number(after?.at)).toBeGreaterThan(Number(before?.at));
    const rows = (table: string) =>
      crawled.rows(scope, `SELECT DISTINCT release FROM ${table} WHERE store_id = $1`);
    expect(await rows('chunk_terms')).toEqual([{ release: 1 }]);
    expect(await rows('release_words')).toEqual([{ release: 1 }]);
  });

  it('counts for a page that is gone: the next one that does not find it ends it', async () => {
    await crawl();
    crawled.site.page('/lamps', { status: 404 });

    const first = await crawl();
    const second = await crawl();

    expect(first).toMatchObject({ liveRelease: 1, ingest: { keptRelease: 1 } });
    expect(second).toMatchObject({ liveRelease: 3, ingest: { keptRelease: null } });
    expect(await living()).toEqual(['/', '/chairs']);
  });

  it('is held by a gate that what is live does not pass', async () => {
    await crawl();
    await crawled.rooms.get(CheckQuestionService).create(scope, {
      question: 'Where is the zeppelin?',
      expectedText: 'zeppelin',
      expectedUrl: null,
    });

    const { ingest, status } = await crawl();

    expect(status).toBe('held');
    expect(ingest).toMatchObject({ status: 'held', errorCode: 'KNOWLEDGE_CHECKS_FAILED' });
    expect(await releases()).toEqual(['2 held', '1 live']);
  });

  it('takes back what was held before it', async () => {
    await crawl();
    const question = {
      question: 'Are there chairs?',
      expectedText: 'no such words',
      expectedUrl: null,
    };
    const { id } = await crawled.rooms.get(CheckQuestionService).create(scope, question);
    crawled.site.page('/', linkedPage('House', '/lamps', '/chairs'));
    expect(await crawl()).toMatchObject({ status: 'held' });
    await crawled.rooms.get(CheckQuestionService).remove(scope, id);
    crawled.site.page('/', linkedPage('Home', '/lamps', '/chairs'));

    expect(await crawl()).toMatchObject({ status: 'live', ingest: { keptRelease: 1 } });
    expect(await releases()).toEqual(['2 retired', '1 live']);
  });

  it('is none where its pages turn out to be of another language, whose words are found otherwise', async () => {
    await crawl();
    await crawled.rows(
      scope,
      `UPDATE releases SET languages = '{sv}' WHERE store_id = $1 RETURNING id`,
    );

    expect(await crawl()).toMatchObject({ liveRelease: 2, ingest: { keptRelease: null } });
  });

  it('is a refresh as well as a crawl, but not a reindex, which was asked for', async () => {
    await crawl();
    const [page] = await crawled.rows<{ id: string }>(
      scope,
      `SELECT id FROM pages WHERE store_id = $1 AND url LIKE '%/lamps'`,
    );

    const { id } = await crawled.rooms.get(SourceIngests).refresh(scope, page?.id ?? '');
    await crawled.finish(scope, id);
    await crawled.publish(scope);
    expect(await releases()).toEqual(['1 live']);

    await crawled.rooms.get(IngestService).reindex(scope);
    await crawled.publish(scope);
    expect(await releases()).toEqual(['3 live', '1 superseded']);
  });
});
