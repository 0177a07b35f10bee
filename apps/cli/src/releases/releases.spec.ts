import { aProblem, CliSession, refusing } from '../../../../test/support/cli-session.js';

const session = new CliSession();

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

const store = ['--store-id', 's1'];
const path = '/knowledge-base/s1/releases';
const aRelease = (number: number, status: string, more: object = {}) => ({
  number,
  status,
  page_count: 72,
  chunk_count: 450,
  held_for: [],
  created_at: '2026-01-05T09:30:00.000Z',
  published_at: null,
  ...more,
});
const held_for = [{ code: 'KNOWLEDGE_TOO_MUCH_LOST', detail: '38 of 72 live pages would vanish.' }];
const listed = (...items: object[]) => {
  session.routes[`GET ${path}`] = () => ({ items, next_cursor: null });
};
const aDiff = (items: object[], next_cursor: string | null = null) => ({
  release: 4,
  against: 3,
  added: 1,
  changed: 1,
  gone: 0,
  items,
  next_cursor,
});

describe('releases', () => {
  it('are listed with what they hold and why they were held', async () => {
    listed(
      aRelease(4, 'held', { page_count: 34, chunk_count: 200, held_for }),
      aRelease(3, 'live', { published_at: new Date(Date.now() - 7_300_000).toISOString() }),
    );

    const { out } = await session.run('releases', 'list', ...store);

    expect(out.split('\n')).toEqual([
      'RELEASE  STATUS  PAGES  CHUNKS  PUBLISHED  HELD FOR',
      '      4  held       34     200  –          38 of 72 live pages would vanish. (KNOWLEDGE_TOO_MUCH_LOST)',
      '      3  live       72     450  2 h ago',
      '',
    ]);
  });

  it('say what to do where there is none', async () => {
    listed();

    expect((await session.run('releases', 'list', ...store)).err).toContain('storehand ingest');
    const { code, err } = await session.run('releases', 'publish', ...store);
    expect([code, err]).toEqual([1, expect.stringContaining('No release is held')]);
  });

  it('are compared, the newest held or live one by itself, slice by slice', async () => {
    listed(aRelease(5, 'failed'), aRelease(4, 'held'), aRelease(3, 'live'));
    const care = { change: 'changed', url: 'https://s/care', title: 'Care' };
    const faq = { change: 'added', url: 'https://s/faq', title: 'FAQ\u001b[2J' };
    session.routes[`GET ${path}/4/diff?limit=50`] = () =>
      aDiff([{ ...care, text_diff: '@@ -1,1 +1,1 @@\n-40\n+60', text_diff_cut: false }], 'c 1');
    session.routes[`GET ${path}/4/diff?limit=50&cursor=c%201`] = () =>
      aDiff([{ ...faq, text_diff: null, text_diff_cut: false }]);

    const short = await session.run('releases', 'diff', ...store);
    const long = await session.run('releases', 'diff', ...store, '--text');

    expect(short.out).toBe(
      'Release 4 against 3: 1 added, 1 changed, 0 gone\n~ https://s/care  Care\n+ https://s/faq  FAQ[2J\n',
    );
    expect(long.out).toContain('    @@ -1,1 +1,1 @@\n    -40\n    +60\n');
    expect(long.out).toContain('(too long or too different to compare)');
  });

  it('are compared as they are named', async () => {
    session.routes[`GET ${path}/3/diff?limit=50&against=1`] = () => aDiff([]);

    const args = ['--release', '3', '--against', '1', '--json'];
    const { out } = await session.run('releases', 'diff', ...store, ...args);

    expect(JSON.parse(out)).toEqual(aDiff([]));
  });

  it('are published by hand, the newest held one by itself', async () => {
    listed(aRelease(5, 'building'), aRelease(4, 'held', { held_for }), aRelease(3, 'live'));
    session.routes[`POST ${path}/4/publish`] = () => aRelease(4, 'live', { held_for });

    const { out } = await session.run('releases', 'publish', ...store, '--despite-gates');

    expect(session.seen.at(-1)?.body).toEqual({ despite_gates: true });
    expect(out).toBe(
      'Release 4 live: 72 pages, 450 chunks\n  38 of 72 live pages would vanish. (KNOWLEDGE_TOO_MUCH_LOST)\n',
    );
  });

  it('end with 1 and the reason when a gate still holds one', async () => {
    const problem = aProblem('KNOWLEDGE_RELEASE_GATED', 409);
    session.routes[`POST ${path}/4/publish`] = refusing(409, problem);

    const { code, err } = await session.run('releases', 'publish', ...store, '--release', '4');

    expect(session.seen.at(-1)?.body).toEqual({ despite_gates: false });
    expect(code).toBe(1);
    expect(err).toContain('KNOWLEDGE_RELEASE_GATED');
  });

  it('are rolled back to the one before the live one, or the one that is named', async () => {
    listed(
      aRelease(5, 'superseded'),
      aRelease(4, 'live'),
      aRelease(3, 'failed'),
      aRelease(2, 'superseded'),
    );
    session.routes[`POST ${path}/2/rollback`] = () => aRelease(2, 'live');
    session.routes[`POST ${path}/5/rollback`] = () => aRelease(5, 'live');

    const back = await session.run('releases', 'rollback', ...store);
    const forth = await session.run('releases', 'rollback', ...store, '--release', '5');

    expect(back.out).toBe('Release 2 live: 72 pages, 450 chunks\n');
    expect(forth.out).toBe('Release 5 live: 72 pages, 450 chunks\n');
  });
});
