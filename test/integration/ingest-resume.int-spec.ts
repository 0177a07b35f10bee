import { IngestRepository, IngestResumer, IngestService, ReleaseSwitcher } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { aStore, codeOf } from '../support/rooms.js';
import { linkedPage, TrialCrawl } from './trial-crawl.js';

const pages = Array.from({ length: 9 }, (_, n) => `/p${n}`);

let crawled: TrialCrawl;
let scope: StoreScope;

beforeAll(async () => {
  crawled = await TrialCrawl.open();
});
afterAll(() => crawled.close());
beforeEach(async () => {
  scope = await crawled.begin();
});

const resume = (id: string) => crawled.rooms.get(IngestResumer).resume(scope, id);
const cancel = (id: string) => crawled.rooms.get(IngestService).cancel(scope, id);
const get = (id: string) => crawled.rooms.get(IngestRepository).get(scope, id);

/** A site whose last page asks for time when it is met first, for longer than a slice lasts: it ends with nothing in hand. */
function aSiteThatPauses(): void {
  let isAsked = false;
  crawled.site.page('/', linkedPage('Home', ...pages, '/busy'));
  crawled.site.onPattern(/^\/p\d$/, ({ url }, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`Page ${url}`));
  });
  crawled.site.on('/busy', (_request, response) => {
    if (isAsked) {
      response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage('Busy'));
      return;
    }
    isAsked = true;
    response.writeHead(429, { 'retry-after': '6' }).end();
  });
}

const knowledgeOf = (store: StoreScope) =>
  crawled.rows(
    store,
    `SELECT p.url, p.title, p.markdown, c.text, c.heading_path
     FROM pages p JOIN chunks c ON c.store_id = $1 AND c.page_id = p.id
     WHERE p.store_id = $1 AND p.died_release IS NULL AND c.died_release IS NULL
     ORDER BY p.url, c.number`,
  );

describe('an ingest that was cancelled in the middle of its crawl', () => {
  it('goes on without reading a page twice, to the same knowledge as an undisturbed one', async () => {
    aSiteThatPauses();
    const { id } = await crawled.start(scope, crawled.site.origin);
    await crawled.slice(scope, id);
    const before = Object.values(await crawled.outcomes(scope));
    await cancel(id);

    const resumed = await resume(id);
    await crawled.finish(scope, id);
    await crawled.publish(scope);

    expect(before).toContain('indexed');
    expect(before).toContain(null);
    expect(resumed).toMatchObject({ id, status: 'crawling', releaseNumber: 1, finishedAt: null });
    expect((await get(id)).status).toBe('live');
    expect(['/robots.txt', ...pages].map((path) => crawled.site.count(path))).toEqual(
      ['/robots.txt', ...pages].map(() => 1),
    );
    const undisturbed = await aStore(crawled.rooms);
    await crawled.crawl(undisturbed, crawled.site.origin);
    await crawled.publish(undisturbed);
    expect(await knowledgeOf(scope)).toHaveLength(11);
    expect(await knowledgeOf(scope)).toEqual(await knowledgeOf(undisturbed));
  });

  it('reads again what failed in passing or stood behind a wall, and nothing else', async () => {
    crawled.site
      .page('/', linkedPage('Home', '/broken', '/wall', '/gone', '/fine'))
      .page('/broken', { status: 500 })
      .page('/wall', { status: 403 })
      .page('/fine', linkedPage('Fine'));
    const { id } = await crawled.crawl(scope, crawled.site.origin);
    await cancel(id);
    crawled.site.requests.length = 0;
    crawled.site.page('/broken', linkedPage('Mended')).page('/wall', linkedPage('Open'));

    await resume(id);
    await crawled.finish(scope, id);

    expect(crawled.site.requests.toSorted()).toEqual(['/broken', '/wall']);
    expect(await crawled.outcomes(scope)).toEqual({
      '/': 'indexed',
      '/broken': 'indexed',
      '/wall': 'indexed',
      '/fine': 'indexed',
      '/gone': 'http_error',
    });
  });

  it('is resumed once by requests at the same time, and not beside a new one', async () => {
    crawled.site.page('/', linkedPage('Home'));
    const { id } = await crawled.crawl(scope, crawled.site.origin);
    await cancel(id);

    const ends = await Promise.all([
      ...[1, 2, 3].map(() => codeOf(resume(id))),
      codeOf(crawled.start(scope, crawled.site.url('/other').href)),
    ]);

    const building = await crawled.rows(
      scope,
      `SELECT id FROM ingests WHERE store_id = $1
       AND status IN ('waiting', 'queued', 'crawling', 'indexing')`,
    );
    expect(ends.filter((end) => end === 'no error')).toHaveLength(1);
    expect(building).toHaveLength(1);
  });

  it('may be cancelled and resumed again', async () => {
    crawled.site.page('/', linkedPage('Home'));
    const { id } = await crawled.crawl(scope, crawled.site.origin);

    for (let times = 0; times < 3; times += 1) {
      await cancel(id);
      await resume(id);
    }
    await crawled.finish(scope, id);
    await crawled.publish(scope);

    expect(await get(id)).toMatchObject({ status: 'live', errorCode: null });
    expect(crawled.site.count('/')).toBe(2);
  });
});

describe('an ingest that failed before it wrote anything', () => {
  it('is resumed with the next number, and reads what the wall was in front of', async () => {
    crawled.site.page('/', { status: 403 });
    const failed = await crawled.crawl(scope, crawled.site.origin);
    crawled.site.page('/', linkedPage('Home'));
    await crawled.crawl(scope, crawled.site.url('/missing').href);

    const resumed = await resume(failed.id);
    await crawled.finish(scope, failed.id);

    expect(failed).toMatchObject({ status: 'failed', errorCode: 'KNOWLEDGE_SITE_BLOCKED' });
    expect(resumed).toMatchObject({ status: 'queued', releaseNumber: 3, errorCode: null });
    expect(await crawled.outcomes(scope)).toEqual({ '/': 'indexed' });
  });

  it('waits its turn behind the ingests that have not ended', async () => {
    const ingests = crawled.rooms.get(IngestService);
    const cancelled = await crawled.start(scope, crawled.site.origin);
    await cancel(cancelled.id);
    const other = await crawled.start(scope, crawled.site.url('/other').href);

    await expect(resume(cancelled.id)).rejects.toMatchObject({
      code: 'KNOWLEDGE_INGEST_RUNNING',
      details: { ingest_id: other.id },
    });
    await crawled.rows(scope, `UPDATE ingests SET kind = 'refresh' WHERE store_id = $1`);

    expect(await resume(cancelled.id)).toMatchObject({ status: 'waiting', releaseNumber: 3 });
    await ingests.cancel(scope, other.id);
    expect((await get(cancelled.id)).status).toBe('queued');
  });
});

describe('an ingest whose work is gone', () => {
  const begin = async (path: string) => {
    crawled.site.page(path, linkedPage(`At ${path}`));
    return crawled.crawl(scope, crawled.site.url(path).href);
  };
  const refusal = { kind: 'conflict', code: 'KNOWLEDGE_INGEST_NOT_RESUMABLE' };

  it('is not resumed once another one is built, which says to retry it', async () => {
    const first = await begin('/');
    await cancel(first.id);
    const second = await begin('/other');

    await crawled.rows(scope, `UPDATE ingests SET kind = 'refresh' WHERE store_id = $1`);
    await expect(resume(first.id)).rejects.toMatchObject({
      ...refusal,
      message: expect.stringMatching(`${second.id} is being built .* retry it instead`),
    });
    await cancel(second.id);
    await expect(resume(first.id)).rejects.toMatchObject(refusal);
    expect((await get(first.id)).status).toBe('cancelled');
    expect(await resume(second.id)).toMatchObject({ status: 'crawling' });
  });

  it('is not resumed after a newer one of the same source, nor when it came to its end', async () => {
    const first = await begin('/');
    await cancel(first.id);
    const second = await begin('/');
    await crawled.publish(scope);

    for (const id of [first.id, second.id]) {
      await expect(resume(id)).rejects.toMatchObject(refusal);
    }
  });

  it('is not resumed on another release than the one that it builds on', async () => {
    await begin('/');
    await crawled.publish(scope);
    crawled.site.page('/', linkedPage('Changed'));
    await crawled.crawl(scope, crawled.site.origin);
    await crawled.publish(scope);
    const third = await begin('/');
    const switcher = crawled.rooms.get(ReleaseSwitcher);

    await switcher.rollBack(scope, 1);
    await expect(resume(third.id)).rejects.toMatchObject(refusal);
    await switcher.rollBack(scope, 2);
    expect(await resume(third.id)).toMatchObject({ status: 'crawling', errorCode: null });
  });

  it('of another store looks missing', async () => {
    const { id } = await begin('/');
    await cancel(id);
    const other = await aStore(crawled.rooms);

    await expect(crawled.rooms.get(IngestResumer).resume(other, id)).rejects.toMatchObject({
      kind: 'not_found',
      code: 'KNOWLEDGE_INGEST_NOT_FOUND',
    });
    expect((await get(id)).status).toBe('cancelled');
  });
});
