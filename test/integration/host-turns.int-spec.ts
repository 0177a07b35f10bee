import { HostGate, HostTurns, KnowledgeModule } from '@app/knowledge';
import { PlatformRepository, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { FixtureSite } from '../support/fixture-site.js';
import { aStore, openRooms } from '../support/rooms.js';
import { allowCrawling, CrawledSite } from './crawled-site.js';
import { linkedPage } from './trial-crawl.js';

const pages = Array.from({ length: 8 }, (_, n) => `/p${n}`);
const delayMs = 200;

/** As two workers would have them: gates of their own, one database. */
let rooms: [TestingModule, TestingModule];
let site: FixtureSite;
let starts: number[];
let hosts = 0;
let host: string;

const turns = (of = 0) => (rooms[of] as TestingModule).get(HostTurns);
const forget = () =>
  rooms[0]
    .get(PlatformRepository)
    .rows(`UPDATE crawl_hosts SET held_until = now(), turn_until = now() RETURNING host`);

beforeAll(async () => {
  site = await FixtureSite.start();
  allowCrawling(site.host);
  const open = () => openRooms({ imports: [KnowledgeModule] });
  rooms = [await open(), await open()];
});
afterAll(async () => {
  for (const each of rooms) await each.close();
  await site.stop();
});
beforeEach(() => {
  hosts += 1;
  host = `shop-${hosts}.example`;
  site.reset();
  starts = [];
  site.page('/', linkedPage('Home', ...pages));
  site.onPattern(/^\/p\d+$/, async ({ url }, response) => {
    starts.push(performance.now());
    await new Promise((resolve) => setTimeout(resolve, 40));
    response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`Page ${url}`));
  });
});

/** One store's slice, in the turn of the host. */
const take = (of: number, ingestId: string, work: () => Promise<unknown> = async () => 'read') =>
  turns(of).take(host, ingestId, work);
/** A slice that has begun, and goes on until it is told to end. */
async function hold(of: number, ingestId: string) {
  let [begin, end] = [() => {}, () => {}];
  const hasBegun = new Promise<void>((resolve) => (begin = resolve));
  const isOver = new Promise<void>((resolve) => (end = resolve));
  const held = take(of, ingestId, () => {
    begin();
    return isOver;
  });
  await hasBegun;
  return { held, end };
}
const [one, two, three] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];

describe('stores that crawl one host in two workers at the same time', () => {
  const crawlAll = async () => {
    const scopes: StoreScope[] = [await aStore(rooms[0]), await aStore(rooms[1])];
    return Promise.all(
      scopes.map((scope, n) =>
        new CrawledSite(rooms[n] as TestingModule).crawl(scope, site.origin),
      ),
    );
  };

  it('have two requests in flight together, not each', async () => {
    const ingests = await crawlAll();

    expect(ingests.map(({ status }) => status)).toEqual(['indexing', 'indexing']);
    expect(starts).toHaveLength(2 * pages.length);
    expect(site.maxOpen).toBe(2);
  });

  it('keep its crawl-delay together', async () => {
    site.robots(`User-agent: *\nCrawl-delay: ${delayMs / 1_000}`);

    await crawlAll();

    // each by itself would take half as long; single gaps say little, since a busy machine sees a request late
    const spanMs = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
    expect(starts).toHaveLength(2 * pages.length);
    expect(spanMs).toBeGreaterThan(0.8 * (starts.length - 1) * delayMs);
  });
});

describe('the turn of a host', () => {
  it('is one slice at a time, and of no concern to other hosts', async () => {
    const { held, end } = await hold(0, one);

    const refused = await take(1, two);
    const elsewhere = await turns(1).take(`other.${host}`, three, async () => 'read');
    end();
    await held;

    expect(refused).toMatchObject({ isTaken: false, waitMs: expect.any(Number) });
    expect(elsewhere).toEqual({ isTaken: true, result: 'read' });
    expect(await take(1, two)).toEqual({ isTaken: true, result: 'read' });
  });

  it('goes to those who wait in the order in which they came, before the one who had it', async () => {
    const order: string[] = [];
    const ask = async (of: number, ingestId: string) => {
      const { isTaken } = await take(of, ingestId, async () => undefined);
      if (isTaken) order.push(ingestId);
    };
    await take(0, one, async () => {
      await ask(1, two);
      await ask(0, three);
    });

    for (let round = 0; round < 3; round += 1) {
      await ask(0, one);
      await ask(0, three);
      await ask(1, two);
    }

    expect(order).toEqual([two, three, one, two]);
  });

  it('of a worker that died, or that nobody comes for, is given to the next', async () => {
    const { held, end } = await hold(0, one);
    expect(await take(1, two)).toMatchObject({ isTaken: false });
    await forget();

    expect(await take(1, three)).toMatchObject({ isTaken: true });
    end();
    await held;
  });

  it('is given back by work that fails', async () => {
    await expect(take(0, one, () => Promise.reject(new Error('no')))).rejects.toThrow('no');

    expect(await take(1, two)).toMatchObject({ isTaken: true });
  });

  it("is nobody's while the host asks to be left alone, in any worker", async () => {
    await take(0, one, async () => rooms[0].get(HostGate).pause(host, 60_000));

    const asked = await take(1, two);

    expect(asked).toMatchObject({ isTaken: false });
    expect('waitMs' in asked && asked.waitMs).toBeGreaterThan(50_000);
  });

  it('is forgotten after a while', async () => {
    await take(0, one);
    await rooms[0].get(PlatformRepository).rows(
      `UPDATE crawl_hosts SET turn_until = now() - interval '2 hours',
         free_at = now() - interval '2 hours' RETURNING host`,
    );

    expect(await turns().forgetIdle()).toBeGreaterThan(0);
    expect(await turns().forgetIdle()).toBe(0);
  });
});
