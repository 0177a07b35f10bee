import {
  anIngest,
  aProblem,
  aStatus,
  CliSession,
  counts,
  refusing,
  type Reply,
  startedIngest,
  storeId,
} from '../../../../test/support/cli-session.js';

const session = new CliSession();

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

/** The ingest at each look, one after the other. */
function looks(...stages: Reply[]): void {
  session.routes['POST /knowledge-base/ingest'] = () => startedIngest;
  session.routes[`POST /knowledge-base/${storeId}/reindex`] = () => startedIngest;
  session.routes[`GET /knowledge-base/${storeId}/ingests/i1`] = (...call) =>
    stages.shift()?.(...call);
}

describe('knowledge', () => {
  it('waits for an ingest and shows its numbers as they grow', async () => {
    looks(
      () => anIngest({ status: 'queued', queue_position: 2 }),
      () => anIngest({ pages: { ...counts, fetched: 2, indexed: 0, failed: 0 }, eta_seconds: 9 }),
      () => anIngest({ status: 'indexing' }),
      () => anIngest({ status: 'live' }),
    );

    const site = ['--url', 'https://shop.example', '--max-pages', '4'];
    const { code, out, err } = await session.run(
      'ingest',
      '--store-id',
      storeId,
      ...site,
      '--wait',
    );

    expect(code).toBe(0);
    expect(err.split('\n')).toEqual([
      'queued: 2 before it in the queue',
      'crawling: 4 found, 2 fetched, 0 indexed, 0 failed, 9 s left',
      'indexing: 4 found, 4 fetched, 3 indexed, 1 failed',
      'live: 4 found, 4 fetched, 3 indexed, 1 failed',
      '',
    ]);
    expect(out).toBe('Ingest i1 live\n  pages: found 4, fetched 4, indexed 3, failed 1\n');
    expect(session.seen[0]?.body).toEqual({
      store_id: storeId,
      url: 'https://shop.example',
      max_pages: 4,
    });
  });

  it('redraws one line where a person is looking', async () => {
    looks(
      () => anIngest({ pages: { ...counts, waiting: 2 } }),
      () => anIngest({ status: 'live' }),
    );

    const { err } = await session.runIn(
      { isTTY: true },
      'ingest',
      '--url',
      'https://shop.example',
      '--wait',
    );

    expect(err).toContain('\r\u001b[2Kcrawling   ███░░  50% 4 found');
    expect(err.split('\r\u001b[2K').every((line) => line.length < 80)).toBe(true);
    expect(err.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('shows counts and time left in a terminal that says it has no columns', async () => {
    looks(
      () => anIngest({ pages: { ...counts, waiting: 2 }, eta_seconds: 9 }),
      () => anIngest({ status: 'live' }),
    );

    const wait = ['ingest', '--url', 'https://shop.example', '--wait'];
    const { err } = await session.runIn({ isTTY: true, columns: 0 }, ...wait);

    expect(err).toContain('50% 4 found, 4 fetched, 3 indexed, 1 failed, 9 s left');
  });

  it('says what became of pages that are not counted as indexed', async () => {
    looks(() =>
      anIngest({ status: 'live', pages: { ...counts, found: 9, duplicate: 3, skipped: 2 } }),
    );

    const { out } = await session.run('reindex', '--store-id', storeId, '--wait');

    expect(out).toContain('found 9, fetched 4, indexed 3, duplicate 3, skipped 2, failed 1\n');
  });

  it('ends with 1 and the reason when an ingest failed', async () => {
    const error = { code: 'KNOWLEDGE_SITE_DOWN', detail: 'The site does not answer.' };
    looks(() => anIngest({ status: 'failed', error }));

    const { code, out } = await session.run('reindex', '--store-id', storeId, '--wait');

    expect(code).toBe(1);
    expect(out).toContain('The site does not answer. (KNOWLEDGE_SITE_DOWN)');
  });

  it('goes on waiting while the server is away for a moment', async () => {
    looks(refusing(503, aProblem('SHUTTING_DOWN', 503)), () => anIngest({ status: 'live' }));

    expect((await session.run('reindex', '--store-id', storeId, '--wait')).code).toBe(0);
  });

  it('stops looking on Ctrl-C and says that the ingest goes on', async () => {
    const stop = new AbortController();
    looks(() => {
      stop.abort();
      return anIngest();
    });

    const { code, err } = await session.runIn(
      { signal: stop.signal },
      'ingest',
      '--url',
      'https://s.example',
      '--wait',
    );

    expect(code).toBe(130);
    expect(err).toContain(`The ingest goes on: storehand status --store-id ${storeId}\n`);
  });

  it('shows the status, and clears', async () => {
    session.routes[`GET /knowledge-base/${storeId}/status`] = () => aStatus();
    session.routes[`DELETE /knowledge-base/${storeId}`] = () => undefined;

    const status = await session.run('status', '--store-id', storeId);
    const asked = await session.run('clear', '--store-id', storeId);
    const deleted = session.seen.filter(({ route }) => route.startsWith('DELETE')).length;
    const cleared = await session.run('clear', '--store-id', storeId, '--yes');

    expect(status.out).toBe(
      `Store ${storeId} live, release 2\n  3 pages, 17 chunks\nIngest i1 live\n  pages: found 4, fetched 4, indexed 3, failed 1\n`,
    );
    expect([asked.code, deleted]).toEqual([1, 0]);
    expect(asked.err).toContain(`If you mean it: storehand clear --store-id ${storeId} --yes`);
    expect(cleared.out).toBe(`Cleared the knowledge of store ${storeId}.\n`);
  });

  it('sends the idempotency key', async () => {
    looks();

    await session.run('ingest', '--url', 'https://s.example', '--idempotency-key', 'night-1');

    expect(session.seen[0]?.headers['idempotency-key']).toBe('night-1');
  });
});
