import { aStatus, CliSession, storeId } from '../../../../test/support/cli-session.js';

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

  it('suggests the next command for the server that was named', async () => {
    session.routes['POST /stores'] = () => ({ id: storeId, name: 'Pillow Store' });

    const { err } = await session.run('stores', 'create', '--name', 'P', '--api-url', session.url);

    expect(err).toContain(`--wait --api-url ${session.url}\n`);
  });
});
