import {
  anIngest,
  aProblem,
  CliSession,
  refusing,
  startedIngest,
  storeId,
  streaming,
} from '../../../../test/support/cli-session.js';

const session = new CliSession();
const site = 'https://shop.example';
const search = 'GET /stores?search=Demo%20of%20shop.example';
const citations = [
  { number: 1, url: `${site}/returns`, title: 'Returns', quote: 'Within 30 days.' },
];

beforeAll(() => session.open());
afterAll(() => session.close());
beforeEach(() => {
  session.reset();
  session.routes[search] = () => ({ items: [], next_cursor: null });
  session.routes['POST /stores'] = () => ({ id: storeId, name: 'Demo of shop.example' });
  session.routes['POST /knowledge-base/ingest'] = () => startedIngest;
  session.routes[`GET /knowledge-base/${storeId}/ingests/i1`] = () => anIngest({ status: 'live' });
  session.routes['POST /conversations'] = () => ({ id: 'c1' });
  session.routes[`POST /conversations/c1/messages?store_id=${storeId}`] = streaming([
    'done',
    { id: 'm1', content: 'Within 30 days [1].', outcome: 'answered', citations },
  ]);
});

const sent = (route: string) => session.seen.find((one) => one.route.endsWith(route))?.body;

describe('demo', () => {
  it('makes a store, reads the website and asks', async () => {
    const { code, out } = await session.run('demo', site, '--question', 'How long?');

    expect(code).toBe(0);
    expect(out).toContain('Within 30 days [1].');
    expect(out).toContain(`${site}/returns`);
    expect(sent('/stores')).toEqual({ name: 'Demo of shop.example' });
    expect(sent('/ingest')).toEqual({ store_id: storeId, url: site, max_pages: 30 });
    expect(sent(`/messages?store_id=${storeId}`)).toEqual({ content: 'How long?' });
  });

  it('goes on with the store of the last time, and with one that is named', async () => {
    session.routes[search] = () => ({
      items: [{ id: storeId, name: 'Demo of shop.example' }],
      next_cursor: null,
    });

    expect((await session.run('demo', site)).code).toBe(0);
    expect(sent('/stores')).toBeUndefined();
    session.routes[search] = refusing(500, aProblem('INTERNAL_ERROR', 500));
    expect((await session.run('demo', site, '--store-id', storeId)).code).toBe(0);
  });

  it('asks nothing where the website could not be read', async () => {
    session.routes[`GET /knowledge-base/${storeId}/ingests/i1`] = () =>
      anIngest({ status: 'failed' });

    const { code } = await session.run('demo', site);

    expect(code).toBe(1);
    expect(sent('/conversations')).toBeUndefined();
  });

  it('says what an address is where it was given none', async () => {
    const { code, err } = await session.run('demo', 'shop');

    expect(code).not.toBe(0);
    expect(err).toContain('"shop" is not the address of a website');
  });
});
