import {
  aProblem,
  aStatus,
  CliSession,
  refusing,
  storeId,
} from '../../../../test/support/cli-session.js';

const session = new CliSession();

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

const aStore = (id: string, name: string) => ({ id, name, is_active: true });

describe('stores', () => {
  it('creates a store and says what to do next', async () => {
    session.routes['POST /stores'] = () => ({ id: storeId, name: 'Pillow Store' });

    const { code, out, err } = await session.run('stores', 'create', '--name', 'Pillow Store');

    expect(code).toBe(0);
    expect(out).toBe(`Created store Pillow Store: ${storeId}\n`);
    expect(err).toBe(`Next: storehand ingest --store-id ${storeId} --url <website> --wait\n`);
    expect(session.seen[0]).toMatchObject({
      body: { name: 'Pillow Store' },
      headers: { authorization: 'Bearer secret' },
    });
  });

  it('lists stores of all slices with pages, chunks, status and last ingest', async () => {
    session.routes['GET /stores'] = () => ({ items: [aStore('a', 'First')], next_cursor: 'n 1' });
    session.routes['GET /stores?cursor=n%201'] = () => ({
      items: [aStore('b', 'Second')],
      next_cursor: null,
    });
    session.routes['GET /knowledge-base/a/status'] = () =>
      aStatus({ page_count: 186, chunk_count: 1912 });
    session.routes['GET /knowledge-base/b/status'] = () =>
      aStatus({ status: 'empty', last_ingest: null });

    const { out } = await session.run('stores', 'list');

    expect(out.split('\n')).toEqual([
      'NAME    ID  STATUS  PAGES  CHUNKS  LAST INGEST',
      'First   a   live      186    1912  live, 1 failed',
      'Second  b   empty       3      17  none',
      '',
    ]);
  });

  it('lists the others where the database of one is away', async () => {
    const away = { ...aStore('a', 'First'), placement: 'acme' };
    session.routes['GET /stores'] = () => ({
      items: [away, aStore('b', 'Second')],
      next_cursor: null,
    });
    session.routes['GET /knowledge-base/a/status'] = refusing(
      503,
      aProblem('TENANCY_DATABASE_UNAVAILABLE', 503),
    );
    session.routes['GET /knowledge-base/b/status'] = () => aStatus({ last_ingest: null });

    const { code, out } = await session.run('stores', 'list');
    const { out: json } = await session.run('stores', 'list', '--json');

    expect(code).toBe(0);
    expect(out).toMatch(/^First +a +away +– +– +in placement acme$/m);
    expect(out).toMatch(/^Second +b +live/m);
    expect(JSON.parse(json)).toMatchObject([{ id: 'a', knowledge: null }, { id: 'b' }]);
  });

  it('switches a store off and on', async () => {
    session.routes['PATCH /stores/a'] = () => aStore('a', 'First');

    const { out } = await session.run('store', 'switch-on', '--store-id', 'a');
    await session.run('store', 'switch-off', '--store-id', 'a');

    expect(out).toBe('Store First is switched on.\n');
    expect(session.seen.map(({ body }) => body)).toEqual([
      { is_active: true },
      { is_active: false },
    ]);
  });

  it('erases a store only where that was meant, and names the receipt', async () => {
    session.routes['DELETE /stores/a'] = () => ({
      tables: { pages: 3, stores: 1 },
      erasure: { id: 'e1', finished_at: '2026-01-05T09:30:00.000Z', places: [] },
    });

    const unsure = await session.run('store', 'erase', '--store-id', 'a');
    const asked = session.seen.length;
    const { out, err } = await session.run('store', 'erase', '--store-id', 'a', '--yes');

    expect([unsure.code, asked]).toEqual([1, 0]);
    expect(unsure.err).toContain('store erase --store-id a --yes');
    expect(out).toBe('Erased store a: 4 rows.\n');
    expect(err).toContain('erasure e1');
  });

  it('suggests the next command for the server that was named', async () => {
    session.routes['POST /stores'] = () => ({ id: storeId, name: 'Pillow Store' });

    const { err } = await session.run('stores', 'create', '--name', 'P', '--api-url', session.url);

    expect(err).toContain(`--wait --api-url ${session.url}\n`);
  });
});
