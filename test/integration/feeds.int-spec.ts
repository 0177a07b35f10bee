import { randomUUID } from 'node:crypto';

import {
  FileService,
  FrontierService,
  HostTurns,
  PageService,
  SourceIngests,
  SourceService,
  StatusService,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { FixtureSite } from '../support/fixture-site.js';
import { TrialImport } from './trial-import.js';

let trial: TrialImport;
let site: FixtureSite;
let scope: StoreScope;

interface Item {
  id: string;
  title: string;
  price: string;
}
const lamp = { id: 'L1', title: 'Brass lamp', price: '129.00 EUR' };
const sofa = { id: 'S1', title: 'Linen sofa', price: '900.00 EUR' };
const link = ({ id }: Item) => `https://shop.example/products/${id.toLowerCase()}`;
const csv = (...items: Item[]) =>
  [
    'id,title,price,link',
    ...items.map((item) => [item.id, item.title, item.price, link(item)].join(',')),
  ].join('\n');

async function upload(content: string, name = 'feed.csv') {
  const bytes = Buffer.from(content);
  const ingest = await trial.rooms
    .get(FileService)
    .uploadFeed(scope, { name, contentType: '', bytes });
  return trial.finish(scope, ingest);
}
const outcomesOf = async (id: string) =>
  (await trial.rooms.get(StatusService).progress(scope, id)).pages.outcomes;

beforeAll(async () => {
  site = await FixtureSite.start();
  trial = await TrialImport.open(site.host);
});
afterAll(async () => {
  await trial.rooms.close();
  await site.stop();
});
beforeEach(async () => {
  site.reset();
  scope = await trial.begin();
});

describe('an uploaded feed', () => {
  it('makes each product a page, with what it states', async () => {
    expect(await upload(csv(lamp, sofa))).toMatchObject({ kind: 'import', status: 'live' });

    const [found] = await trial.found(scope, 'brass lamp');
    expect(found).toMatchObject({
      url: 'https://shop.example/products/l1',
      title: 'Brass lamp',
      pageKind: 'product',
      product: { sku: 'L1', price: '129.00', currency: 'EUR' },
    });
    expect(found?.text).toContain('129.00 EUR');
  });

  it('keeps what is as it was, changes what changed, and drops what it lacks', async () => {
    await upload(csv(lamp, sofa, { id: 'C1', title: 'Velvet chair', price: '80 EUR' }));
    const [lampBefore] = await trial.found(scope, 'brass lamp');

    const { id } = await upload(csv(lamp, { ...sofa, price: '850.00 EUR' }));

    expect(await outcomesOf(id)).toEqual({ unchanged: 1, indexed: 1 });
    expect((await trial.found(scope, 'brass lamp'))[0]?.pageId).toBe(lampBefore?.pageId);
    expect((await trial.found(scope, 'linen sofa'))[0]?.product?.price).toBe('850.00');
    expect(await trial.found(scope, 'velvet chair')).toEqual([]);
    const { items } = await trial.rooms.get(SourceService).list(scope, { limit: 5 });
    expect(items).toMatchObject([{ kind: 'feed', url: 'feed:feed.csv', pageCount: 2 }]);
  });

  it('that is broken fails its ingest and leaves what is live', async () => {
    await upload(csv(lamp));

    for (const broken of ['', '<html>', '{"products":[', 'a,b\n1,2']) {
      expect(await upload(broken)).toMatchObject({
        status: 'failed',
        errorCode: 'KNOWLEDGE_FEED_UNREADABLE',
        errorDetail: expect.stringMatching(/Mend it.*what was live stays/),
      });
    }

    expect(await trial.found(scope, 'brass lamp')).toHaveLength(1);
  });

  it('that lost most of its products is held', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      ...lamp,
      id: `L${i}`,
      title: `Lamp ${i}`,
    }));
    await upload(csv(...many));

    expect(await upload(csv(lamp))).toMatchObject({
      status: 'held',
      errorCode: 'KNOWLEDGE_TOO_MUCH_LOST',
    });
  });

  it('with more rows than are read says how many were', async () => {
    const { id: sourceId } = await trial.rooms
      .get(SourceService)
      .create(scope, { kind: 'feed', url: `${site.origin}/long.csv`, maxPages: 2 });
    site.page('/long.csv', { body: csv(lamp, { ...lamp, price: '130.00 EUR' }, sofa) });

    const { id } = await trial.finish(
      scope,
      await trial.rooms.get(SourceIngests).crawl(scope, sourceId),
    );

    const { items } = await trial.rooms
      .get(FrontierService)
      .listPages(scope, id, { outcome: 'over_limit', limit: 5 });
    expect(items).toMatchObject([
      { detail: expect.stringContaining('only the first 2 rows were read, 1 products') },
    ]);
  });

  it('says which rows are no product', async () => {
    const { id } = await upload(`${csv(lamp)}\n,No number,5 EUR,\nX1,,5 EUR,`);

    expect(await outcomesOf(id)).toEqual({ indexed: 1, empty: 2 });
    const { items } = await trial.rooms
      .get(FrontierService)
      .listPages(scope, id, { outcome: 'empty', limit: 5 });
    expect(items.map(({ detail }) => detail).sort()).toEqual([
      expect.stringMatching(/^1 row without a title left out, as in row 4 \(id X1\)/),
      expect.stringMatching(/^1 row without an id.* left out, as in row 3 \(title No number\)/),
    ]);
  });

  it('leads to the pages of the website, where it names them by their path', async () => {
    await upload('id,title,price\nL1,Brass lamp,9 EUR');
    expect(await trial.found(scope, 'brass lamp')).toMatchObject([{ url: 'feed:feed.csv#L1' }]);

    await trial.rooms.get(SourceService).create(scope, { url: site.origin });
    await upload('Handle,Title,Variant Price\nbrass,Brass lamp,9.00');

    expect(await trial.found(scope, 'brass lamp')).toMatchObject([
      { url: `${site.origin}/products/brass` },
    ]);
  });

  it('is removed like any source', async () => {
    const { sourceId } = await upload(csv(lamp));

    await trial.finish(scope, await trial.rooms.get(SourceIngests).remove(scope, sourceId ?? ''));

    expect(await trial.found(scope, 'brass lamp')).toEqual([]);
  });
});

describe('a feed with an address', () => {
  const read = async (path: string) => {
    const sources = trial.rooms.get(SourceService);
    const source = await sources.create(scope, { kind: 'feed', url: `${site.origin}${path}` });
    return trial.finish(scope, await trial.rooms.get(SourceIngests).crawl(scope, source.id));
  };

  it('is fetched anew for each import, and once only', async () => {
    site.page('/products.json', { body: JSON.stringify([lamp, sofa]) });
    const { sourceId } = await read('/products.json');
    expect(await trial.found(scope, 'linen sofa')).toHaveLength(1);

    site.page('/products.json', { body: JSON.stringify([lamp]) });
    await trial.finish(scope, await trial.rooms.get(SourceIngests).crawl(scope, sourceId ?? ''));

    expect(await trial.found(scope, 'linen sofa')).toEqual([]);
    const url = `${site.origin}/products.json#L1`;
    expect(await trial.found(scope, 'brass lamp')).toMatchObject([{ url }]);
    expect(site.count('/products.json')).toBe(2);
    const page = trial.rooms.get(PageService);
    expect(await page.findShown(scope, [url], null)).toEqual(new Set([url]));
  });

  it('waits for the turn of its host, and is read once it has it', async () => {
    site.page('/products.json', { body: JSON.stringify([lamp]) });
    const { sourceId } = await read('/products.json');
    const ingest = await trial.rooms.get(SourceIngests).crawl(scope, sourceId ?? '');

    await trial.rooms.get(HostTurns).take(site.host, randomUUID(), async () => {
      await trial.crawlOnce(scope, ingest.id);
      expect(site.count('/products.json')).toBe(1);
    });

    expect(await trial.finish(scope, ingest)).toMatchObject({ status: 'live' });
    expect(site.count('/products.json')).toBe(2);
  });

  it.each([
    ['is missing', { status: 404 }, 'http_error'],
    ['is too large', { body: Buffer.alloc(21 * 1024 * 1024, 'a,') }, 'too_large'],
    [
      'leads inside',
      { status: 302, headers: { location: 'http://169.254.169.254/' } },
      'refused_address',
    ],
    ['is a web page', { body: '<html>Sign in' }, 'mislabelled'],
  ])('that %s fails with the reason', async (_what, answer, reason) => {
    site.page('/feed.csv', answer);

    expect(await read('/feed.csv')).toMatchObject({
      status: 'failed',
      errorCode: 'KNOWLEDGE_FEED_UNREADABLE',
      errorDetail: expect.stringContaining(reason),
    });
  });

  it('is refused at a private address', async () => {
    const sources = trial.rooms.get(SourceService);

    await expect(
      sources.create(scope, { kind: 'feed', url: 'http://169.254.169.254/feed.csv' }),
    ).rejects.toMatchObject({ code: 'KNOWLEDGE_URL_REFUSED' });
  });
});
