import { CliSession } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const base = '/stores/s1/shoppers/ana%40shop.example';
const words = ['ana@shop.example', '--store-id', 's1'];
const erasure = {
  id: 'e1',
  finished_at: '2026-01-05T09:30:00.000Z',
  places: [
    { place: 'table/messages', erased: 24, left: 0 },
    { place: 'queue/crawl', erased: 0, left: 0 },
  ],
};

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

describe('shoppers', () => {
  it('are exported as JSON', async () => {
    session.routes[`GET ${base}/export`] = () => ({ tables: { messages: [{ content: 'Hi' }] } });

    const { code, out } = await session.run('shoppers', 'export', ...words);

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ tables: { messages: [{ content: 'Hi' }] } });
  });

  it('are erased, with what went and where the receipt is', async () => {
    session.routes[`DELETE ${base}`] = () => erasure;

    const { code, out, err } = await session.run('shoppers', 'erase', ...words);

    expect(code).toBe(0);
    expect(out).toMatch(/table\/messages +24 +0/);
    expect(out).not.toContain('queue/crawl');
    expect(out + err).toContain('erasure e1');
  });

  it('are said to be left in part where something is', async () => {
    const places = [{ place: 'queue/crawl', erased: 0, left: 1, awaiting_vacuum: null }];
    session.routes[`DELETE ${base}`] = () => ({ ...erasure, places, finished_at: null });

    const { out, err } = await session.run('shoppers', 'erase', ...words);

    expect(out + err).toContain('left in queue/crawl (1); erasure e1 goes on by itself');
  });
});
