import { CliSession, storeId } from '../../../../test/support/cli-session.js';

const session = new CliSession();
const path = `/stores/${storeId}/keys`;
const store = ['--store-id', storeId];
const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

const aKey = (id: string, more: object = {}) => ({
  id,
  kind: 'store',
  prefix: 'sh_store_a1B2',
  name: 'backend',
  scopes: ['chat', 'usage'],
  allowed_origins: [],
  replaced_by: null,
  last_used_at: null,
  expires_at: null,
  revoked_at: null,
  ...more,
});

describe('keys', () => {
  it('prints a new key alone, so that it can be piped', async () => {
    session.routes[`POST /stores/${storeId}/keys`] = () => ({
      id: 'k1',
      kind: 'store',
      key: 'sh_store_x',
    });

    const { out, err } = await session.run('keys', 'create', '--store-id', storeId);

    expect(out).toBe('sh_store_x\n');
    expect(err).toContain('shown only now');
  });

  it('asks for the origins of a widget key before it bothers the server', async () => {
    const { code, err } = await session.run(
      'keys',
      'create',
      '--store-id',
      storeId,
      '--kind',
      'widget',
    );

    expect(code).toBe(1);
    expect(err).toContain('--origin');
    expect(session.seen).toEqual([]);
  });

  it('sends what a key may do and when it ends', async () => {
    session.routes[`POST ${path}`] = () => ({ id: 'k1', kind: 'store', key: 'sh_store_x' });
    const end = '2027-01-31T00:00:00Z';

    await session.run(
      'keys',
      'create',
      ...store,
      '--scope',
      'chat',
      '--scope',
      'usage',
      '--expires-at',
      end,
    );

    expect(session.seen[0]?.body).toEqual({
      kind: 'store',
      scopes: ['chat', 'usage'],
      expires_at: end,
    });
  });

  it('are listed with what they may do, their last use and their end', async () => {
    session.routes[`GET ${path}`] = () => ({
      items: [
        aKey('k1', { last_used_at: hours(-3), expires_at: hours(5), replaced_by: 'k2' }),
        aKey('k2', { name: null }),
        aKey('k3', { revoked_at: hours(-1) }),
        aKey('k4', {
          prefix: 'sh_widget_a1B2',
          name: 'shop\nwidget',
          scopes: ['chat'],
          allowed_origins: ['https://shop.example', 'https://b.example'],
          expires_at: hours(-2),
        }),
      ],
      next_cursor: null,
    });

    const { code, out } = await session.run('keys', 'list', ...store);

    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(/ {2,}/).filter(Boolean))).toEqual([
      ['ID', 'KEY', 'NAME', 'MAY', 'SITES', 'LAST USED', 'ENDS'],
      ['k1', 'sh_store_a1B2…', 'backend', 'chat usage', '3 h ago', 'in 5 h, replaced by k2'],
      ['k2', 'sh_store_a1B2…', 'chat usage', 'never', 'never'],
      ['k3', 'sh_store_a1B2…', 'backend', 'chat usage', 'never', 'revoked 1 h ago'],
      [
        'k4',
        'sh_widget_a1B2…',
        'shop widget',
        'chat',
        'https://shop.example https://b.example',
        'never',
        '2 h ago',
      ],
      [],
    ]);
  });

  it('are said to be none, with what to do', async () => {
    session.routes[`GET ${path}`] = () => ({ items: [], next_cursor: null });

    const { err } = await session.run('keys', 'list', ...store);

    expect(err).toContain(`keys create --store-id ${storeId}`);
  });

  it('are rotated: the successor alone is printed, so that it can be piped', async () => {
    session.routes[`POST ${path}/k1/rotate`] = () => ({
      id: 'k2',
      kind: 'store',
      key: 'sh_store_y',
    });

    const { code, out, err } = await session.run(
      'keys',
      'rotate',
      'k1',
      ...store,
      '--overlap-seconds',
      '3600',
    );
    await session.run('keys', 'rotate', 'k1', ...store);

    expect([code, out]).toEqual([0, 'sh_store_y\n']);
    expect(err).toContain('shown only now');
    expect(session.seen.map(({ body }) => body)).toEqual([{ overlap_seconds: 3600 }, {}]);
  });

  it('revokes a key', async () => {
    session.routes[`DELETE /stores/${storeId}/keys/k1`] = () => undefined;

    const { code, out } = await session.run('keys', 'revoke', 'k1', '--store-id', storeId);

    expect([code, out]).toEqual([0, 'Revoked key k1.\n']);
  });
});
