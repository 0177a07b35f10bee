import { CliSession } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const entry = {
  id: 'e1',
  at: '2026-01-05T09:30:00.000Z',
  action: 'key.rotate',
  actor: 'store',
  actor_key_id: 'k1',
  about_store_id: 's1',
  subject_id: 'k2',
  outcome: 'refused',
  code: 'TENANCY_KEY_ENDED',
  address: '203.0.113.0/24',
};
const head = `41:${'0f'.repeat(32)}`;

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

describe('the audit', () => {
  it('is listed by what was asked for, and says where there is more', async () => {
    const asked = 'limit=100&about_store_id=s1&action=key.rotate&from=2026-01-01';
    session.routes[`GET /audit?${asked}`] = () => ({ items: [entry], next_cursor: 'more' });

    const { code, out, err } = await session.run(
      ...['audit', 'list', '--store-id', 's1', '--action', 'key.rotate', '--from', '2026-01-01'],
    );

    expect(code).toBe(0);
    expect(out).toMatch(
      /2026-01-05T09:30:00\.000Z +key\.rotate +refused: TENANCY_KEY_ENDED +store k1 +s1 +k2 +203/,
    );
    expect(out + err).toContain('older ones');
  });

  it('says where there is nothing', async () => {
    session.routes['GET /audit?limit=100'] = () => ({ items: [], next_cursor: null });

    const { code, out, err } = await session.run('audit', 'list');

    expect([code, out + err]).toEqual([0, expect.stringContaining('Nothing of that')]);
  });

  it('that is whole is said to be, with its head', async () => {
    session.routes['GET /audit/verification'] = () => ({
      is_whole: true,
      entries: 41,
      head,
      fault: null,
    });

    const { code, out } = await session.run('audit', 'verify');

    expect([code, out]).toEqual([0, expect.stringContaining(`Head ${head}`)]);
  });

  it('that is not makes it exit with 1', async () => {
    session.routes[`GET /audit/verification?head=${encodeURIComponent(head)}`] = () => ({
      is_whole: false,
      entries: 16,
      head,
      fault: { sequence: 17, what: 'changed' },
    });

    const { code, out } = await session.run('audit', 'verify', '--head', head);

    expect([code, out]).toEqual([1, expect.stringContaining('Entry 17 is not what was written')]);
  });
});
