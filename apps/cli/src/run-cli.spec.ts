import {
  aProblem,
  CliSession,
  refusing,
  type Reply,
  streaming,
} from '../../../test/support/cli-session.js';

const session = new CliSession();

beforeAll(() => session.open());
beforeEach(() => session.reset());
afterAll(() => session.close());

const cutShort: Reply = (_, response) => {
  response.writeHead(200, { 'content-length': 9 }).write('{', () => response.destroy());
  return response;
};

describe('what goes wrong', () => {
  it('is told with detail, code, field and correlation id', async () => {
    const errors = [{ field: 'max_pages', message: 'expected >=1' }];
    session.routes['POST /knowledge-base/ingest'] = refusing(422, {
      ...aProblem('INPUT_INVALID', 422),
      errors,
    });

    const { code, out, err } = await session.run(
      'ingest',
      '--url',
      'https://s.example',
      '--max-pages=0',
    );

    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(
      '✖ It failed. (INPUT_INVALID)\n  max_pages: expected >=1\n  correlation id x-1\n',
    );
  });

  it('is the problem document itself for scripts', async () => {
    session.routes['GET /stores'] = refusing(429, aProblem('RATE_LIMITED', 429));

    const { err } = await session.run('stores', 'list', '--json');

    expect(JSON.parse(err)).toEqual(aProblem('RATE_LIMITED', 429));
  });

  it('is one sentence with the address when nothing listens', async () => {
    const { code, err } = await session.run('stores', 'list', '--api-url', 'http://127.0.0.1:9');

    expect(code).toBe(1);
    expect(err).toMatch(
      /^✖ Cannot reach http:\/\/127\.0\.0\.1:9: .+\. Start the server with `npm start`, .+\n$/,
    );
  });

  it('names the option that the API calls by another name', async () => {
    session.routes['POST /conversations'] = refusing(
      422,
      aProblem('TENANCY_STORE_ID_REQUIRED', 422),
    );

    expect((await session.run('ask', 'How?')).err).toContain('--store-id <id>');
  });

  describe.each<[string, Reply]>([
    ['a page', (_, response) => response.writeHead(200).end('<html>')],
    ['a refusal of another kind', (_, response) => response.writeHead(401).end('{"error":"no"}')],
    ['a redirect', (_, response) => response.writeHead(302, { location: '/login' }).end()],
    ['JSON of another program', () => ({ hello: 1 })],
    ['a list', () => []],
    ['null', (_, response) => response.writeHead(200).end('null')],
    ['a body cut short', cutShort],
  ])('is one sentence when %s answers', (_name, reply) => {
    it.each([
      ['GET /stores', 'stores list'],
      ['POST /stores', 'stores create --name x'],
      ['POST /stores/s/keys', 'keys create --store-id s'],
      ['DELETE /stores/s/keys/k', 'keys revoke k --store-id s'],
      ['POST /knowledge-base/ingest', 'ingest --url x --wait'],
      ['GET /knowledge-base/s/status', 'status --store-id s'],
      ['POST /knowledge-base/s/reindex', 'reindex --store-id s'],
      ['DELETE /knowledge-base/s', 'clear --store-id s --yes'],
      ['POST /conversations', 'ask How?'],
      ['POST /conversations/c/messages', 'ask How? --conversation c'],
    ])('%s', async (route, line) => {
      session.routes[route] = reply;

      const { code, out, err } = await session.run(...line.split(' '));

      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(
        /^✖ \S+ answered \d+ .+ does not use; check --api-url or STOREHAND_API_URL\.\n$/,
      );
    });
  });

  it.each<[string, object, string]>([
    ['an item', { items: [{ id: 's' }], next_cursor: null }, 'items[0].name'],
    ['a list', { items: 5, next_cursor: null }, 'items'],
  ])('is one sentence when %s of a list lacks what it needs', async (_name, answer, fault) => {
    session.routes['GET /stores'] = (_, response) => {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify(answer));
    };
    session.routes['GET /knowledge-base/s/status'] = () => ({ store_id: 's' });

    const { code, out, err } = await session.run('stores', 'list');

    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^✖ \S+ answered 200 OK as another version of Storehand: .+\n$/);
    expect(err).toContain(fault);
  });

  it('is enough when an older API leaves out what the command does not need', async () => {
    const store = { id: 's', name: 'Pillows', is_active: false };
    session.routes['GET /stores'] = (_, response) => {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify({ items: [store], next_cursor: null }));
    };
    session.routes['GET /knowledge-base/s/status'] = () => ({ store_id: 's' });

    const { code, out, err } = await session.run('stores', 'list');

    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Pillows');
  });

  it("is one sentence when another program's problem document answers", async () => {
    const errors = { max_pages: ['too small'] };
    session.routes['GET /stores'] = refusing(400, { ...aProblem('X', 400), errors });

    const { code, err } = await session.run('stores', 'list');

    expect(code).toBe(1);
    expect(err).toMatch(/^✖ \S+ answered 400 .+ does not use; .+\n$/);
  });

  it('is one sentence when a stream holds something else', async () => {
    session.routes['POST /conversations/c/messages'] = streaming(['token', 5]);

    const { code, err } = await session.run('ask', 'How?', '--conversation', 'c');

    expect(code).toBe(1);
    expect(err).toMatch(/^✖ The answer came in a form that Storehand does not use; .+\n$/);
  });

  it.each([
    [['stores', 'lst'], 'There is no command "stores lst"; known: stores create, stores list.'],
    [['status'], '--store-id is missing'],
    [['ask'], '<question> is missing'],
    [['ask', 'a', 'b'], 'put quotes around'],
    [['status', '--stor', 'x'], 'There is no option --stor here; --help shows'],
    [['--version'], 'There is no option --version here; --help shows'],
    [['status', '--store-id'], '--store-id needs a value; one that begins with a dash is'],
    [['ingest', '--max-pages', '-5'], 'a dash is written --max-pages=<value>.'],
    [['ingest', '--wait=yes'], '--wait takes no value.'],
    [['stores', 'list', '--key', 'half a\nkey'], 'The API key holds a space, a line break'],
    [
      ['ingest', '--url', 'x', '--max-pages', 'many'],
      '--max-pages takes a whole number, not "many"',
    ],
    [['stores', 'list', '--api-url', 'ftp://x'], '"ftp://x" is not the address of a server'],
  ])('is a next step for %j', async (args, sentence) => {
    const { code, err } = await session.run(...args);

    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(session.seen).toEqual([]);
  });
});

describe('the key', () => {
  it('of an embedded server on this machine is found', async () => {
    session.routes['GET /stores'] = () => ({ items: [], next_cursor: null });
    session.leaveAdminKey('local-admin');

    await session.runIn({ apiKey: undefined }, 'stores', 'list');

    expect(session.seen[0]?.headers.authorization).toBe('Bearer local-admin');
  });

  it('of this machine is never sent to another', async () => {
    session.leaveAdminKey('local-admin');

    const { code, err } = await session.runIn(
      { apiKey: undefined },
      'stores',
      'list',
      '--api-url',
      'https://s.example',
    );

    expect(code).toBe(1);
    expect(err).toContain('No API key for https://s.example');
  });
});

describe('help', () => {
  it('is given for nothing, for --help and for each command without a server or key', async () => {
    const [nothing, asked, one] = await Promise.all([
      session.run(),
      session.run('-h'),
      session.runIn({ apiKey: undefined }, 'ask', '--help'),
    ]);

    expect(asked.out).toBe(nothing.out);
    expect(asked.out).toContain('keys revoke <key-id>');
    expect(one.out).toContain('Usage: storehand ask <question> [options]');
    expect([nothing.code, asked.code, one.code]).toEqual([0, 0, 0]);
  });
});
