import { CliSession } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const store = ['--store-id', 's1'];
const base = '/stores/s1/failed-jobs';
const job = {
  id: 'j1',
  queue: 'crawl',
  name: 'crawl-pages',
  reason: { code: 'JOB_TOOK_PROCESS_DOWN', message: 'it takes down the process\nthat works on it' },
  attempts: 2,
  failed_at: '2026-01-05T09:30:00.000Z',
};

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

describe('jobs', () => {
  it('that failed are listed with their reason on one line', async () => {
    session.routes[`GET ${base}`] = () => ({ items: [job], next_cursor: null });

    const { code, out } = await session.run('jobs', 'list', ...store);

    expect(code).toBe(0);
    expect(out).toMatch(
      /j1 +crawl-pages .* 2 +JOB_TOOK_PROCESS_DOWN: it takes down the process that/,
    );
  });

  it('are said to be none', async () => {
    session.routes[`GET ${base}`] = () => ({ items: [], next_cursor: null });

    const { code, out, err } = await session.run('jobs', 'list', ...store);

    expect([code, out + err]).toEqual([0, expect.stringContaining('No job')]);
  });

  it('are retried and dropped', async () => {
    session.routes[`POST ${base}/j1/retry`] = () => job;
    session.routes[`DELETE ${base}/j1`] = () => undefined;

    const retried = await session.run('jobs', 'retry', 'j1', ...store);
    const dropped = await session.run('jobs', 'drop', 'j1', ...store);

    expect([retried.code, retried.out]).toEqual([0, expect.stringContaining('crawl-pages')]);
    expect([dropped.code, dropped.out]).toEqual([0, expect.stringContaining('Dropped job j1')]);
  });
});
