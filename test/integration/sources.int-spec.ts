import {
  CheckQuestionService,
  CrawlSweep,
  IngestService,
  KnowledgeModule,
  KnowledgeSearch,
  PageIndexer,
  ReleasePublisher,
  SourceIngests,
  SourceService,
  StatusService,
} from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { FixtureSite } from '../support/fixture-site.js';
import { aStore, openRooms } from '../support/rooms.js';
import { allowCrawling, CrawledSite } from './crawled-site.js';

let rooms: TestingModule;
let site: FixtureSite;
let sources: SourceService;
let scope: StoreScope;

const page = (title: string, ...links: string[]) =>
  `<html lang="en"><title>${title}</title><h1>${title}</h1><p>All about ${title} and what it costs.</p>` +
  links.map((link) => `<a href="${link}">${link}</a>`).join(' ');

/** Of what was read, or tried. */
async function paths(): Promise<string[]> {
  const { items } = await rooms.get(StatusService).listPages(scope, { limit: 500 });
  const pages = items.filter(({ outcome }) => outcome !== 'left_out');
  return pages.map(({ url }) => url.slice(site.origin.length)).sort();
}

async function finish(ingestId: string): Promise<void> {
  const step = async () => ({
    ingestId,
    slice: (await rooms.get(IngestService).get(scope, ingestId)).slice,
  });
  const status = async () => (await rooms.get(IngestService).get(scope, ingestId)).status;
  if (['queued', 'crawling'].includes(await status())) {
    await new CrawledSite(rooms).finish(scope, ingestId);
  }
  while ((await status()) === 'indexing') {
    await rooms.get(PageIndexer).indexSlice(scope, await step(), new AbortController().signal);
  }
  await rooms.get(ReleasePublisher).publish(scope, await step());
}

const makeDue = () =>
  rooms
    .get(StoreConnections)
    .run(scope, (manager) =>
      manager.query(
        `UPDATE sources SET next_crawl_at = now() - interval '1 minute' WHERE store_id = $1`,
        [scope.storeId],
      ),
    );

beforeAll(async () => {
  site = await FixtureSite.start();
  site.page('/', page('Home', '/products/pillow', '/products/old-pillow', '/blog/news?view=a'));
  site.page('/products/pillow', page('Pillow', '/products/case?color=red'));
  site.page('/products/old-pillow', page('Old pillow'));
  site.page('/products/case', page('Case', '/products/deep'));
  site.page('/products/deep', page('Deep'));
  site.page('/blog/news', page('News'));
  const gone = Array.from({ length: 5 }, (_, i) => `/gone-${i}`);
  site.page('/sparse', page('Sparse', ...gone, '/hub'));
  // deeper than what is missing, so read after it
  site.page('/hub', page('Hub', '/products/deep'));
  allowCrawling(site.host);
  rooms = await openRooms({ imports: [KnowledgeModule] });
  sources = rooms.get(SourceService);
});
afterAll(async () => {
  await rooms.close();
  await site.stop();
});
beforeEach(async () => {
  scope = await aStore(rooms);
});

describe('the rules of a source', () => {
  it('say what is read, how deep, and which parameters tell no pages apart', async () => {
    const { id } = await sources.create(scope, {
      url: site.origin,
      rules: {
        include: ['/products/'],
        exclude: ['/*/old-'],
        maxDepth: 2,
        ignoreParameters: ['color'],
      },
    });

    await finish((await rooms.get(SourceIngests).crawl(scope, id)).id);

    expect(await paths()).toEqual(['/', '/products/case', '/products/pillow']);
    expect(await sources.get(scope, id)).toMatchObject({ pageCount: 3 });
  });

  it('keep a parameter that is left out elsewhere, so that its pages are read one by one', async () => {
    site.page('/mugs', page('Mugs', '/mug?variant=1&sort_by=price', '/mug?variant=2'));
    site.page('/mug?variant=1', page('Red mug'));
    site.page('/mug?variant=2', page('Blue mug'));
    const { id } = await sources.create(scope, {
      url: site.url('/mugs').href,
      rules: { ignoreParameters: ['*'], keepParameters: ['variant'] },
    });

    await finish((await rooms.get(SourceIngests).crawl(scope, id)).id);

    expect(await paths()).toEqual(['/mug?variant=1', '/mug?variant=2', '/mugs']);
    expect(await sources.get(scope, id)).toMatchObject({ pageCount: 3 });
    const check = await rooms.get(CheckQuestionService).create(scope, {
      question: 'Is there a blue mug?',
      expectedUrl: site.url('/mug?variant=2').href,
      expectedText: null,
    });
    expect(check.expectedUrl).toBe(site.url('/mug?variant=2').href);
  });

  it('count from the next ingest on, not in the middle of one', async () => {
    const { id } = await sources.create(scope, { url: site.origin });
    const { id: ingestId } = await rooms.get(SourceIngests).crawl(scope, id);
    await sources.update(scope, id, { rules: { include: ['/nothing/'] } });

    await finish(ingestId);

    expect((await paths()).length).toBeGreaterThan(4);
  });

  it('hold for an ingest that is started by address, too', async () => {
    await sources.create(scope, { url: site.origin, rules: { include: ['/blog/'] } });

    await finish((await rooms.get(IngestService).start(scope, { url: site.origin })).id);

    expect(await paths()).toEqual(['/', '/blog/news?view=a']);
  });
});

describe('the cap of a source', () => {
  it('counts pages that are of use, not those that are missing', async () => {
    const { id } = await sources.create(scope, {
      url: `${site.origin}/sparse`,
      maxPages: 5,
    });
    const ingest = await rooms.get(SourceIngests).crawl(scope, id);

    await finish(ingest.id);

    const { pages } = await rooms.get(StatusService).progress(scope, ingest.id);
    expect(pages.outcomes).toEqual({ indexed: 3, http_error: 5 });
  });
});

describe('a schedule', () => {
  const due = async () => {
    await rooms.get(CrawlSweep).nudgeDue();
    return sources.get(scope, (await sources.list(scope, { limit: 1 })).items[0]?.id ?? '');
  };

  it('starts a crawl when its time has come, and one only', async () => {
    const { id } = await sources.create(scope, { url: site.origin, everyHours: 6 });
    await makeDue();
    const ingests = rooms.get(SourceIngests);

    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => ingests.crawlScheduled(scope, id)),
    );

    const done = outcomes.filter((each) => each.status === 'fulfilled' && each.value === 'done');
    expect(done).toHaveLength(1);
    const { nextCrawlAt } = await due();
    const hours = ((nextCrawlAt?.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(5.9);
    expect(hours).toBeLessThan(6.1);
  });

  it('waits for whatever is being built, and does not pile up', async () => {
    const { id } = await sources.create(scope, { url: site.origin, everyHours: 1 });
    await rooms.get(IngestService).start(scope, { url: `${site.origin}/blog/news` });
    await makeDue();
    const ingests = rooms.get(SourceIngests);

    expect(await ingests.crawlScheduled(scope, id)).toBe('done');
    await makeDue();
    expect(await ingests.crawlScheduled(scope, id)).toBe('skipped');
  });

  it('ends when it is taken away', async () => {
    const { id } = await sources.create(scope, { url: site.origin, everyHours: 1 });

    expect(await sources.update(scope, id, { everyHours: null })).toMatchObject({
      everyHours: null,
      nextCrawlAt: null,
    });
    await expect(rooms.get(SourceIngests).crawlScheduled(scope, id)).rejects.toMatchObject({
      code: 'KNOWLEDGE_SOURCE_NOT_FOUND',
    });
  });
});

describe('removing a source', () => {
  it('takes its pages out of the next release, and leaves the others', async () => {
    const shop = await sources.create(scope, {
      url: site.origin,
      rules: { include: ['/products/'] },
    });
    const blog = await sources.create(scope, { url: `${site.origin}/blog/news` });
    await finish((await rooms.get(SourceIngests).crawl(scope, shop.id)).id);
    await sources.update(scope, blog.id, { rules: { include: ['/blog/'] } });
    await finish((await rooms.get(SourceIngests).crawl(scope, blog.id)).id);
    const find = async () =>
      (await rooms.get(KnowledgeSearch).search(scope, 'all about what it costs')).results.map(
        ({ url }) => url.slice(site.origin.length),
      );
    expect(await find()).toContain('/products/pillow');

    const { id } = await rooms.get(SourceIngests).remove(scope, shop.id);
    expect(await find()).toContain('/products/pillow');
    await finish(id);

    expect(await find()).toEqual(['/blog/news']);
    await expect(sources.get(scope, shop.id)).rejects.toMatchObject({ kind: 'not_found' });
    expect((await sources.list(scope, { limit: 10 })).items.map((each) => each.id)).toEqual([
      blog.id,
    ]);
  });

  it('of the only one leaves a store that knows nothing, and it can come back', async () => {
    const { id } = await sources.create(scope, { url: site.origin });
    await finish((await rooms.get(SourceIngests).crawl(scope, id)).id);

    await finish((await rooms.get(SourceIngests).remove(scope, id)).id);

    expect((await rooms.get(KnowledgeSearch).search(scope, 'pillow')).results).toEqual([]);
    const again = await sources.create(scope, { url: site.origin, name: 'Again' });
    expect(again).toMatchObject({ id, name: 'Again', removedAt: null });
    await finish((await rooms.get(SourceIngests).crawl(scope, id)).id);
    expect((await rooms.get(KnowledgeSearch).search(scope, 'pillow')).results).not.toEqual([]);
  });
});

describe('sources', () => {
  it('are refused twice, at private addresses, and in another store’s name', async () => {
    const { id } = await sources.create(scope, { url: site.origin });
    const other = await aStore(rooms);

    await expect(sources.create(scope, { url: `${site.origin}/` })).rejects.toMatchObject({
      code: 'KNOWLEDGE_SOURCE_EXISTS',
      details: { source_id: id },
    });
    await expect(sources.create(scope, { url: 'http://169.254.169.254/' })).rejects.toMatchObject({
      code: 'KNOWLEDGE_URL_REFUSED',
    });
    for (const ask of [
      () => sources.get(other, id),
      () => sources.update(other, id, { name: 'mine' }),
      () => rooms.get(SourceIngests).crawl(other, id),
      () => rooms.get(SourceIngests).remove(other, id),
    ]) {
      await expect(ask()).rejects.toMatchObject({ kind: 'not_found' });
    }
    expect(await sources.get(scope, id)).toMatchObject({ name: null });
  });
});
