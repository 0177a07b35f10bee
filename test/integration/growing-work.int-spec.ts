import { FrontierService, type Ingest, KnowledgeModule, StatusService } from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import pg from 'pg';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

/**
 * Without statistics, which the embedded database never makes, a plan that looks at every row for every row is soon taken
 * for a good one; so it is with statistics that a server made of many small stores. Rows are counted, not seconds.
 */
const onServer = process.env['DATABASE_OWNER_URL'] ? it : it.skip;
const few = 50;
const factor = 4;
/** In proportion and some more; of a plan that is quadratic it would be sixteen times as many. */
const most = 2 * factor;
/** What a statement may look at however few there are: the store's pages, chunks and vectors, each twice. */
const slack = 2_000;

type Statement = Parameters<StoreConnections['statement']>[1];

interface PlanNode {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

let rooms: TestingModule;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
});
afterAll(() => rooms.close());

/** All rows that the parts of a plan gave or looked at in vain. */
function rowsOf(node: PlanNode): number {
  const removed =
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Join Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0);
  const own = (node['Actual Rows'] + removed) * node['Actual Loops'];
  return (node.Plans ?? []).map(rowsOf).reduce((sum, rows) => sum + rows, own);
}

/** What running a statement once more would look at; null for one that cannot be run twice. Nothing of it stays. */
async function explain(scope: StoreScope, { text, values }: Statement): Promise<number | null> {
  const connections = rooms.get(StoreConnections);
  let rows: number | null = null;
  const asked = connections.transaction(scope, async (tx) => {
    const [row] = (await connections.statement(tx, {
      text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
      values,
      isKept: false,
    })) as { 'QUERY PLAN': { Plan: PlanNode }[] }[];
    const plan = row?.['QUERY PLAN'][0]?.Plan;
    rows = plan === undefined ? null : rowsOf(plan);
    throw new Error('taken back');
  });
  await asked.catch(() => undefined);
  return rows;
}

const pagesOf = (count: number, word: string): PageFixture[] =>
  Array.from({ length: count }, (_, at) => ({
    path: `/p/${at}`,
    title: `Page ${at}`,
    markdown: `# Page ${at}\n\nThe ${word} of page ${at} is ${at * 7}.\n\nSold by the shop.`,
  }));

/** Everything that a store with so many pages asks of the database while it is crawled twice. */
async function statementsOf(scope: StoreScope, count: number): Promise<Statement[]> {
  const asked = new Map<string, Statement>();
  const connections = rooms.get(StoreConnections);
  const send = connections.statement.bind(connections);
  const spied = jest.spyOn(connections, 'statement').mockImplementation((tx, statement) => {
    const known = asked.get(statement.text);
    const size = (one: Statement) => JSON.stringify(one.values).length;
    // of those with the same text the largest
    if (known === undefined || size(known) <= size(statement)) asked.set(statement.text, statement);
    return send(tx, statement);
  });
  const indexed = new IndexedPages(rooms);
  await indexed.ingest(scope, pagesOf(count, 'price'));
  const changed = [...pagesOf(count / 2, 'weight'), ...pagesOf(count, 'price').slice(count / 2)];
  const ingest = await indexed.crawl(scope, changed);
  await offerTwice(scope, ingest, count * 10);
  await indexed.index(scope, ingest);
  await indexed.publish(scope, ingest);
  spied.mockRestore();
  return [...asked.values()];
}

/** Half of the addresses are known the second time; as many fold, into addresses of which half are gone. */
async function offerTwice(scope: StoreScope, ingest: Ingest, count: number): Promise<void> {
  const frontier = rooms.get(FrontierService);
  const owner = { id: ingest.id, maxPages: 20_000 };
  const url = (at: number) => `https://a-pillow-shop.com/p/${at}`;
  for (const from of [0, count / 2]) {
    const some = Array.from({ length: count / 2 }, (_, at) => from / 2 + at);
    await frontier.offer(scope, owner, [
      ...some.map((at) => ({ url: url(at), depth: 1 })),
      ...some.map((at) => {
        const folded = { depth: 1, outcome: 'duplicate', duplicateOf: url(at) } as const;
        return { ...folded, url: `https://a-pillow-shop.com/collections/all/p/${at}` };
      }),
      ...some.map((at) => {
        const url = `https://a-pillow-shop.com/images/${at}.jpg`;
        return { url, depth: 1, outcome: 'left_out', detail: 'a file' } as const;
      }),
    ]);
  }
  await rooms.get(StoreConnections).run(scope, (manager) =>
    manager.query(
      `UPDATE ingest_pages SET state = 'done', outcome = 'http_error', http_status = 404, attempts = 1
       WHERE store_id = $1 AND ingest_id = $2 AND outcome IS NULL AND url LIKE '%0' RETURNING id`,
      [scope.storeId, ingest.id],
    ),
  );
  await frontier.unfold(scope, ingest.id);
  await frontier.settleFolded(scope, ingest.id);
  await frontier.findTwins(scope, ingest.id);
  await rooms.get(StatusService).status(scope);
  await rooms.get(StatusService).groupOutcomes(scope, ingest.id);
}

/** As a server counts the rows of many stores that are all small: whatever begins with the store seems to find a few. */
async function makeStatistics(): Promise<void> {
  const indexed = new IndexedPages(rooms);
  for (let store = 0; store < 40; store++) {
    const scope = await aStore(rooms);
    await indexed.ingest(scope, pagesOf(4, 'price'));
    await indexed.ingest(scope, pagesOf(4, 'weight'));
  }
  const owner = new pg.Client({ connectionString: process.env['DATABASE_OWNER_URL'] });
  await owner.connect();
  await owner.query('ANALYZE').finally(() => owner.end());
}

/** The statements that look at more than they should when a store has more pages, and how many were looked at. */
async function grow(): Promise<{ steep: string[]; texts: string; count: number }> {
  const looked = new Map<string, number[]>();
  for (const count of [few, few * factor]) {
    const scope = await aStore(rooms);
    for (const statement of await statementsOf(scope, count)) {
      const rows = await explain(scope, statement);
      if (rows === null) continue;
      looked.set(statement.text, [...(looked.get(statement.text) ?? []), rows]);
    }
  }

  const both = [...looked].filter(([, rows]) => rows.length === 2);
  const steep = both.filter(([, [small = 0, large = 0]]) => large > small * most + slack);
  return {
    steep: steep.map(([text, rows]) => `${rows.join(' → ')}: ${text}`),
    texts: both.map(([text]) => text).join('\n'),
    count: both.length,
  };
}

describe('what a store asks of the database', () => {
  it('looks at rows in proportion to its pages, never at each for each', async () => {
    const { steep, texts, count } = await grow();

    expect(steep).toEqual([]);
    expect(count).toBeGreaterThan(40);
    for (const part of [
      'missed AS (',
      '"hasTarget"',
      'is_guessed',
      'f.target',
      '"isFolded"',
      'of_key',
    ]) {
      expect(texts).toContain(part);
    }
  });

  onServer('looks at no more where the statistics are those of small stores', async () => {
    await makeStatistics();

    expect((await grow()).steep).toEqual([]);
  });

  it('would be found out where it looked at each for each', async () => {
    const scope = await aStore(rooms);
    const looked = async (count: number) => {
      const text = `SELECT count(*) FROM generate_series(1, $2::int) a, generate_series(1, $2::int) b
        WHERE $1::uuid IS NOT NULL AND a + b < 0`;
      return (await explain(scope, { text, values: [scope.storeId, count], isKept: false })) ?? 0;
    };

    expect(await looked(few * factor)).toBeGreaterThan((await looked(few)) * most + slack);
  });
});
