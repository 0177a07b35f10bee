import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../support/fixture-site.js';
import { OpenAiStub } from '../support/openai-stub.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';

const question = 'How do I wash the feathercloud pillow?';
const answer = 'Wash the feathercloud pillow at 40 °C on a gentle cycle and dry it flat. [1]';
const admin = String(process.env['ADMIN_API_KEY']);

let api: RunningApi;
let worker: INestApplicationContext;
let sites: FixtureSite[];
let model: OpenAiStub;
let client: ApiClient;
let storeId: string;
let other: { client: ApiClient; storeId: string };
const connections: Client[] = [];

beforeAll(async () => {
  sites = [await startShop(), await startShop('kingfisher')];
  model = await OpenAiStub.start();
  api = await startApi({
    CRAWL_ALLOWED_PRIVATE_HOSTS: sites.map(({ host }) => host).join(','),
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'key of the stub',
    CHAT_MODEL: 'stub',
  });
  worker = await startWorker(...sites);
  ({ client, storeId } = await aStoreWithKey(api.admin));
  other = await aStoreWithKey(api.admin, 'Another store');
  await ingest(client, storeId, String(sites[0]?.origin));
  await ingest(other.client, other.storeId, String(sites[1]?.origin));
});
beforeEach(() => {
  model.forget().always({ text: answer });
});
afterAll(async () => {
  for (const connection of connections) await connection.close();
  await api.stop();
  await worker.close();
  await model.stop();
  for (const site of sites) await site.stop();
});

async function connect(
  key = String(client.key),
  headers: Record<string, string> = {},
): Promise<Client> {
  const connection = new Client({ name: 'suite', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(`${api.admin.origin}/mcp`), {
    requestInit: { headers: { authorization: `Bearer ${key}`, ...headers } },
  });
  // the SDK's own types disagree with each other on an optional member
  await connection.connect(transport as Transport);
  connections.push(connection);
  return connection;
}

const search = (query = question, more: object = {}) => ({
  name: 'search_knowledge',
  arguments: { query, ...more },
});
const ask = { name: 'ask', arguments: { question } };

describe('the official client of MCP', () => {
  it('finds two tools that only read, with what goes in and comes out', async () => {
    const connection = await connect();

    const { tools } = await connection.listTools();

    expect(connection.getServerVersion()).toMatchObject({ name: 'storehand' });
    expect(tools.map(({ name }) => name)).toEqual(['search_knowledge', 'ask']);
    for (const { annotations, inputSchema, outputSchema } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      expect(Object.keys(inputSchema.properties ?? {})).not.toEqual([]);
      expect(Object.keys(outputSchema?.properties ?? {})).not.toEqual([]);
    }
  });

  it('searches: passages as structure and as text', async () => {
    const connection = await connect();
    await connection.listTools();

    const found = await connection.callTool(search(question, { limit: 2 }));

    const { results } = found.structuredContent as { results: unknown[] };
    expect(results.length).toBeLessThanOrEqual(2);
    expect(results[0]).toEqual({
      url: `${sites[0]?.origin}/care`,
      title: expect.any(String),
      text: expect.stringContaining('40 °C'),
      score: expect.any(Number),
    });
    expect(JSON.stringify(found.content)).toContain('40 °C');
  });

  it('asks: an answer with citations and how it was dealt with', async () => {
    const connection = await connect();
    await connection.listTools();

    const answered = await connection.callTool(ask);

    expect(answered.structuredContent).toMatchObject({
      answer,
      outcome: 'answered',
      release: 1,
      citations: [{ number: 1, url: `${sites[0]?.origin}/care` }],
    });
    expect(JSON.stringify(answered.content)).toContain(`${sites[0]?.origin}/care`);
    expect((await client.get('/api/v1/conversations')).body['items']).toEqual([]);
  });

  it('reads wrong input, unknown tools and failures as results with an error', async () => {
    const connection = await connect();
    model.always({ status: 400 });

    const wrong = await connection.callTool(search('x', { limit: 0 }));
    const unknown = await connection.callTool({ name: 'delete_everything', arguments: {} });
    const failed = await connection.callTool(ask);

    expect(wrong).toMatchObject({ isError: true });
    expect(unknown).toMatchObject({ isError: true });
    expect(JSON.stringify(unknown.content)).toContain('delete_everything');
    expect(JSON.stringify(failed)).toMatch(/AGENT_MODEL_REJECTED/);
  });

  it('that leaves stops the model', async () => {
    model.always({ text: answer, tokenDelayMs: 60_000 });
    const connection = await connect();
    const before = model.chats().length;
    const call = connection.callTool(ask).catch(() => null);
    await waitFor(() => model.chats().length === before + 1);

    await connection.close();
    await call;

    await waitFor(() => model.chats().at(-1)?.isAborted === true);
    expect(model.chats().at(-1)?.isAborted).toBe(true);
  });
});

describe('who calls', () => {
  it('with a refused key is told so with 401, as MCP’s clients expect', async () => {
    const refused = await client.as('sh_store_unknown').post('/mcp', {});

    await expect(connect('sh_store_unknown')).rejects.toThrow(/TENANCY_KEY_REFUSED/);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    expect(refused.body).toMatchObject({
      jsonrpc: '2.0',
      id: null,
      error: { message: expect.any(String), data: { code: 'TENANCY_KEY_REFUSED', status: 401 } },
    });
  });

  it('with an admin key names the store in a header', async () => {
    const connection = await connect(admin, { 'X-Store-Id': storeId });

    const found = await connection.callTool(search());

    expect(JSON.stringify(found)).toContain('40 °C');
    await expect(connect(admin)).rejects.toThrow(/TENANCY_STORE_ID_REQUIRED/);
  });

  it('with one store’s key never reads the other’s', async () => {
    const foreign = await connect(String(other.client.key));

    const results = [
      await foreign.callTool(search('kingfisher pillow')),
      await foreign.callTool(search(question)),
      await foreign.callTool({ name: 'ask', arguments: { question: 'How is it shipped?' } }),
    ];

    expect(JSON.stringify(results)).toContain('kingfisher');
    for (const trace of ['feathercloud', String(sites[0]?.host)]) {
      expect(JSON.stringify(results)).not.toContain(trace);
    }
    await expect(connect(String(other.client.key), { 'X-Store-Id': storeId })).rejects.toThrow(
      /TENANCY_STORE_NOT_FOUND/,
    );
  });

  it('with a widget key is refused, as at the search of the API', async () => {
    const origin = 'https://shop.example';
    const { body } = await api.admin.post(`/api/v1/stores/${storeId}/keys`, {
      kind: 'widget',
      allowed_origins: [origin],
    });

    await expect(connect(String(body['key']), { Origin: origin })).rejects.toThrow(
      /TENANCY_KEY_KIND_REFUSED/,
    );
  });
});

describe('messages', () => {
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: search() };

  it.each([
    ['no JSON', '{', 400, -32700],
    ['no JSON-RPC', { hello: 'world' }, 400, -32600],
    ['nothing', undefined, 400, -32600],
    ['a list, which would count once', [call, call], 400, -32600],
    ['too much', { ...call, padding: 'x'.repeat(1024 * 1024) }, 413, -32000],
  ])('that cannot be read are refused in its shape: %s', async (_, body, status, code) => {
    const refused = await client.post('/mcp', body, {
      headers: { 'content-type': 'application/json' },
    });

    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject({ jsonrpc: '2.0', id: null, error: { code } });
  });

  it('of an unknown method get JSON-RPC’s answer', async () => {
    const { body } = await client.post('/mcp', { jsonrpc: '2.0', id: 7, method: 'no/such' });

    expect(body).toMatchObject({ id: 7, error: { code: -32601 } });
  });

  it('are answered as JSON to who takes no events, with the headers of every route', async () => {
    const { headers, body } = await client.post('/mcp', call, {
      headers: { 'x-correlation-id': 'suite-0001' },
    });

    expect(body).toMatchObject({ id: 1, result: { structuredContent: { release: 1 } } });
    expect(headers.get('x-correlation-id')).toBe('suite-0001');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('ratelimit-limit')).not.toBeNull();
  });

  it('are posted; there is no stream to open and no session to end', async () => {
    const got = await client.get('/mcp', { headers: { accept: 'text/event-stream' } });
    const ended = await client.call('DELETE', '/mcp');

    expect([got.status, ended.status]).toEqual([405, 405]);
    expect(got.headers.get('allow')).toBe('POST');
  });
});

describe('the rate limit', () => {
  it('counts calls of both doors with those of every other route', async () => {
    const few = await startApi({ RATE_LIMIT_PER_MINUTE: '3' });
    try {
      const caller = few.admin.as(client.key);
      await caller.get('/v1/models');
      await caller.post('/mcp', { jsonrpc: '2.0', id: 1, method: 'ping' });
      await caller.get('/api/v1/conversations');

      const overMcp = await caller.post('/mcp', { jsonrpc: '2.0', id: 2, method: 'ping' });
      const overModels = await caller.get('/v1/models');

      expect([overMcp.status, overModels.status]).toEqual([429, 429]);
      expect(overMcp.body).toMatchObject({ error: { data: { code: 'RATE_LIMITED' } } });
      expect(overModels.body).toMatchObject({ error: { code: 'RATE_LIMITED' } });
      expect(overMcp.headers.get('retry-after')).not.toBeNull();
    } finally {
      await few.stop();
    }
  });
});
