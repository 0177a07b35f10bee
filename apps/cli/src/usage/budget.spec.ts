import { CliSession } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const store = ['--store-id', 's1'];
const path = '/stores/s1/budget';
const budget = {
  currency: 'EUR',
  day_amount: '2.50',
  day_spent: '0.41',
  month_amount: null,
  month_spent: '7.2',
  step: 'model',
};

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

describe('budget', () => {
  it('is set with what was said, the rest being for the server to say', async () => {
    session.routes[`PUT ${path}`] = () => budget;
    const words = ['--day', '2.50', '--cheaper-percent', '70', '--when-spent', 'contact'];

    const { code, err } = await session.run('budget', 'set', ...store, ...words);

    expect([code, err]).toEqual([0, 'An answer is served now by: model.\n']);
    const said = { day_amount: '2.50', cheaper_at: 0.7, when_spent: 'contact' };
    expect(session.seen[0]?.body).toEqual(said);
  });

  it('is shown with what was spent', async () => {
    session.routes[`GET ${path}`] = () => budget;

    const { out } = await session.run('budget', 'show', ...store);

    expect(out).toMatch(/day +0\.41 +2\.50 +EUR\nmonth +7\.2 +no limit +EUR/);
  });

  it('is removed', async () => {
    session.routes[`DELETE ${path}`] = () => undefined;

    const { out } = await session.run('budget', 'remove', ...store);

    expect(out).toBe('The store has no budget any more.\n');
  });
});
