import { CliSession } from '../../../../test/support/cli-session.js';

const session = new CliSession();

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

const item = {
  key: '2026-01-05',
  calls: 7,
  unpriced_calls: 0,
  input_tokens: 840,
  output_tokens: 210,
  cost: '0.00126',
  currency: 'EUR',
};
const report = (items: unknown[]) => ({
  from: '2026-01-01',
  to: '2026-01-31',
  group: 'day',
  items,
});

describe('usage', () => {
  it('of a store is shown by what was asked for', async () => {
    session.routes['GET /stores/s1/usage?from=2026-01-01&group=day'] = () => report([item]);
    const options = ['--store-id', 's1', '--from', '2026-01-01', '--group', 'day'];

    const { code, out, err } = await session.run('usage', ...options);

    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /DAY +CALLS +READ +WRITTEN +COST +CURRENCY\n2026-01-05 +7 +840 +210 +0.00126 +EUR/,
    );
  });

  it('of all stores says where prices are missing, and where there was none', async () => {
    const unpriced = { ...item, unpriced_calls: 3, cost: null, currency: null };
    session.routes['GET /usage'] = () => report([unpriced]);
    const { out, err } = await session.run('usage');
    expect(out + err).toContain('3 calls of models without a price');

    session.routes['GET /usage'] = () => report([]);
    const none = await session.run('usage');
    expect(none.out + none.err).toContain('No model was called from 2026-01-01 to 2026-01-31.');
  });
});
