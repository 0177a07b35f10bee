import { CliSession } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const store = ['--store-id', 's1'];
const path = '/stores/s1/retention';
const retention = { conversation_days: 90, receipt_days: 400, usage_days: 32 };

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

describe('retention', () => {
  it('is set with what was said, the rest being for the server to say', async () => {
    session.routes[`PUT ${path}`] = () => retention;

    const { code, out } = await session.run(
      'retention',
      'set',
      ...store,
      '--conversations',
      '90',
      '--usage',
      '32',
    );

    expect(code).toBe(0);
    expect(session.seen[0]?.body).toEqual({ conversation_days: 90, usage_days: 32 });
    expect(out).toMatch(/conversations +90\nreceipts +400\nusage +32/);
  });

  it('is shown, also to programs', async () => {
    session.routes[`GET ${path}`] = () => retention;

    const { out } = await session.run('retention', 'show', ...store, '--json');

    expect(JSON.parse(out)).toEqual(retention);
  });

  it('is refused where it is no number of days, before anything is sent', async () => {
    const { code, err } = await session.run('retention', 'set', ...store, '--usage', 'ever');

    expect(code).not.toBe(0);
    expect(err).toContain('--usage');
    expect(session.seen).toEqual([]);
  });
});
