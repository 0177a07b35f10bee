import { CliSession, storeId } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const path = `/stores/${storeId}/moves`;
const store = ['--store-id', storeId];

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

const aMove = (step: string, more: object = {}) => ({
  id: 'm1',
  source: 'shared',
  target: 'acme',
  step,
  read_only_ms: null,
  verified: null,
  error: null,
  created_at: new Date().toISOString(),
  ...more,
});

describe('a move', () => {
  it('is waited for, tells what was found alike, and shows the way back', async () => {
    const proof = { read_only_ms: 2_310, verified: { tables: 34, rows: 1_204 } };
    const steps = [aMove('copying'), aMove('freezing'), aMove('moved', proof)];
    session.routes[`POST ${path}`] = () => aMove('copying');
    session.routes[`GET ${path}/m1`] = () => steps.shift();

    const { out, err } = await session.run('store', 'move', ...store, '--to', 'acme', '--wait');

    expect(out).toContain('1204 rows of 34 tables are alike. It took no writes for 2.3 s.');
    expect(err).toContain('store move');
    expect(err).toContain('--to shared');
    expect(err).toContain('store confirm m1');
    expect(session.seen[0]).toMatchObject({ body: { placement: 'acme' } });
  });

  it('that was given up ends with 1 where it was waited for', async () => {
    session.routes[`POST ${path}`] = () => aMove('copying');
    session.routes[`GET ${path}/m1`] = () => aMove('cancelled', { error: 'not alike' });

    const { code, out } = await session.run('store', 'move', ...store, '--to', 'acme', '--wait');
    const begun = await session.run('store', 'move', ...store, '--to', 'acme');

    expect([code, begun.code]).toEqual([1, 0]);
    expect(out).toContain('cancelled');
  });

  it('is confirmed and cancelled by its id', async () => {
    session.routes[`POST ${path}/m1/confirm`] = () => aMove('clearing');
    session.routes[`POST ${path}/m1/cancel`] = () => aMove('cancelling');

    expect((await session.run('store', 'confirm', 'm1', ...store)).out).toContain('clearing');
    expect((await session.run('store', 'cancel', 'm1', ...store)).out).toContain('cancelling');
  });

  it('is the last one where none is named, and is waited for until its rows are gone', async () => {
    session.routes[`GET ${path}`] = () => ({
      items: [aMove('moved'), { ...aMove('x'), id: 'm0' }],
    });
    const steps = [aMove('clearing'), aMove('confirmed')];
    session.routes[`POST ${path}/m1/confirm`] = () => aMove('clearing');
    session.routes[`GET ${path}/m1`] = () => steps.shift();

    const { code, out } = await session.run('store', 'confirm', ...store, '--wait');

    expect([code, out]).toEqual([0, expect.stringContaining(': confirmed.')]);
  });

  it('is not made up where the store was never moved', async () => {
    session.routes[`GET ${path}`] = () => ({ items: [] });

    const { code, err } = await session.run('store', 'confirm', ...store);

    expect([code, err]).toEqual([1, expect.stringContaining('was never moved')]);
  });

  it('is listed with what cut it off', async () => {
    session.routes[`GET ${path}`] = () => ({ items: [aMove('copying', { error: 'no answer' })] });

    expect((await session.run('store', 'moves', ...store)).out).toMatch(/m1 .*copying.*no answer/);
  });
});

describe('placements', () => {
  it('are listed with their state and their stores', async () => {
    const items = [{ name: 'acme', state: 'away', stores: 3 }];
    session.routes['GET /placements'] = () => ({ items });

    expect((await session.run('placements', 'list')).out).toMatch(/acme +away +3/);
  });
});
