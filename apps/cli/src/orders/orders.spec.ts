import { aProblem, CliSession, refusing } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const store = ['--store-id', 's1'];
const base = '/stores/s1/order-endpoint';
const url = 'https://shop.example/orders';
const endpoint = {
  url,
  timeout_ms: 5_000,
  sends_codes: true,
  calls_today: 12,
  calls_a_day: 2_000,
};
const secrets = { signing_secret: 'whsec_a', shopper_secret: 'b' };
const noSecrets = { signing_secret: null, shopper_secret: null };
const order = { order_number: '1042', status: 'shipped', carrier: null, item_count: 2 };
const trial = { order, dropped: [], problem: null, took_ms: 84 };

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

describe('orders', () => {
  it('are asked for at an address, whose secrets are shown', async () => {
    session.routes[`PUT ${base}`] = () => ({ ...endpoint, ...secrets });

    const words = ['orders', 'set', url, '--codes', '--timeout-ms', '900', ...store];
    const { code, out, err } = await session.run(...words);

    expect([code, out]).toEqual([0, 'signing_secret whsec_a\nshopper_secret b\n']);
    expect(err).toContain('shown only now');
    expect(session.seen[0]?.body).toEqual({ url, sends_codes: true, timeout_ms: 900 });
  });

  it('are asked for at another address with the secrets of before', async () => {
    session.routes[`PUT ${base}`] = () => ({ ...endpoint, ...noSecrets });

    const { out } = await session.run('orders', 'set', url, ...store);

    expect(out).toBe(`Orders are asked for at ${url}; its secrets stay.\n`);
    expect(session.seen[0]?.body).toEqual({ url, sends_codes: false });
  });

  it('get new secrets', async () => {
    session.routes[`POST ${base}/secrets`] = () => ({ ...endpoint, ...secrets });

    expect((await session.run('orders', 'rotate', ...store)).out).toContain('whsec_a');
  });

  it('are shown with how often they were asked for', async () => {
    session.routes[`GET ${base}`] = () => endpoint;

    const { out } = await session.run('orders', 'show', ...store);

    expect(out).toMatch(/https:\/\/shop\.example\/orders +5000 ms +yes +12 of 2000/);
  });

  it('are tried, and what is left out has a reason', async () => {
    const dropped = [{ name: 'tracking_url', reason: 'is not encrypted; use https' }];
    session.routes[`POST ${base}/try`] = () => ({ ...trial, dropped });

    const { code, out, err } = await session.run('orders', 'try', '1042', ...store);

    expect([code, out]).toEqual([0, 'order_number 1042\nstatus shipped\nitem_count 2\n']);
    expect(err).toContain('Left out: tracking_url, since it is not encrypted; use https.');
    expect(session.seen[0]?.body).toEqual({ order_number: '1042' });
  });

  it.each([[], ['--json']])(
    'end with 1 where a shopper would be told nothing (%s)',
    async (...more) => {
      const problem = 'the server answered 404';
      session.routes[`POST ${base}/try`] = () => ({ ...trial, order: null, problem });

      const { code, out, err } = await session.run('orders', 'try', '9', ...store, ...more);

      expect(code).toBe(1);
      expect(out + err).toContain(problem);
    },
  );

  it('are told no more', async () => {
    session.routes[`DELETE ${base}`] = () => undefined;

    const { code, out } = await session.run('orders', 'remove', ...store);

    expect([code, out]).toEqual([0, 'Orders are told no more.\n']);
  });

  it('say what the server refuses', async () => {
    const refused = aProblem('AGENT_ORDER_ENDPOINT_NOT_FOUND', 404);
    session.routes[`GET ${base}`] = refusing(404, refused);

    const { code, err } = await session.run('orders', 'show', ...store);

    expect(code).not.toBe(0);
    expect(err).toContain('It failed.');
  });
});
