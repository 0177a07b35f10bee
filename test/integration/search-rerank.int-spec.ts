import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';

import { KnowledgeModule, KnowledgeSearch, type SearchOptions } from '@app/knowledge';
import { BudgetService, PlatformRepository, type StoreScope } from '@app/tenancy';
import { Logger } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';

const NAMES = ['alder', 'birch', 'cedar', 'elm', 'fir'];
const pages = NAMES.map((name) => ({
  path: `/products/${name}`,
  title: `The ${name} chair`,
  markdown: `# The ${name} chair\n\nA chair of ${name}, ${name} through and through.`,
}));

interface Asked {
  query: string;
  documents: string[];
}

let server: Server;
let rooms: TestingModule;
let scope: StoreScope;
let answer: (response: ServerResponse, asked: Asked) => void;
const requests: { headers: IncomingMessage['headers']; body: Asked & Record<string, unknown> }[] =
  [];

beforeAll(async () => {
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    RERANK_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/rerank`,
    RERANK_MODEL: 'reader',
    RERANK_API_KEY: 'key-of-reader',
    RERANK_TIMEOUT_MS: '1000',
    CHAT_PRICES: 'reader=0.05/0',
  });
  rooms = await openRooms({ imports: [KnowledgeModule] });
  scope = await aStore(rooms);
  await new IndexedPages(rooms).ingest(scope, pages);
});
afterAll(async () => {
  for (const name of ['URL', 'MODEL', 'API_KEY', 'TIMEOUT_MS'])
    delete process.env[`RERANK_${name}`];
  delete process.env['CHAT_PRICES'];
  await rooms.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
});
beforeEach(() => {
  requests.length = 0;
});
afterEach(() => mock.restoreAll());

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = '';
  for await (const piece of request) text += String(piece);
  const body = JSON.parse(text) as Asked & Record<string, unknown>;
  requests.push({ headers: request.headers, body });
  answer(response, body);
}

const send = (results: unknown, status = 200) => {
  answer = (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof results === 'string' ? results : JSON.stringify({ results }));
  };
};

/** Scores each text by its place in a list of names, the last one best. */
const prefer = (...names: string[]) => {
  answer = (response, { documents }) => {
    const results = documents.map((text, index) => ({
      index,
      relevance_score: names.findIndex((name) => text.includes(name)) / 10,
    }));
    response.end(JSON.stringify({ results: results.reverse() }));
  };
};

const search = (options: SearchOptions = {}) =>
  rooms.get(KnowledgeSearch).search(scope, 'which chair is of cedar', options);

const titles = ({ results }: Awaited<ReturnType<typeof search>>) =>
  results.map(({ title }) => NAMES.find((name) => title.includes(name)));

describe('a reranker', () => {
  it('puts the finds in its order, and shows what it thinks of each', async () => {
    prefer('cedar', 'elm', 'alder', 'fir', 'birch');
    const outcome = await search();

    expect(titles(outcome)).toEqual(['birch', 'fir', 'alder', 'elm', 'cedar']);
    expect(outcome.rerank).toEqual({ applied: true, reason: null });
    expect(outcome.results.map(({ rerankScore }) => rerankScore)).toEqual([0.4, 0.3, 0.2, 0.1, 0]);
  });

  it('chooses from more than the limit', async () => {
    prefer('cedar', 'elm', 'alder', 'fir', 'birch');

    expect(titles(await search({ limit: 1 }))).toEqual(['birch']);
  });

  it('is asked with the question, the texts under their titles, a model and a key', async () => {
    prefer(...NAMES);
    await search();

    expect(requests).toHaveLength(1);
    const { headers, body } = requests[0]!;
    expect(headers.authorization).toBe('Bearer key-of-reader');
    expect(body).toMatchObject({ model: 'reader', query: 'which chair is of cedar', top_n: 5 });
    expect(body.documents).toHaveLength(5);
    expect(body.documents[0]).toMatch(/^The cedar chair\n/);
  });

  it('is not asked about one leg by itself, nor about nothing', async () => {
    expect((await search({ leg: 'lexical' })).rerank).toBeUndefined();
    expect((await rooms.get(KnowledgeSearch).search(await aStore(rooms), 'chair')).results).toEqual(
      [],
    );
    expect(requests).toEqual([]);
  });
});

describe('a reranker with a price', () => {
  it('is in the ledger, and left out where the budget is spent', async () => {
    const store = await aStore(rooms);
    await new IndexedPages(rooms).ingest(store, pages);
    const find = () => rooms.get(KnowledgeSearch).search(store, 'cedar');
    answer = (response, { documents }) => {
      const results = documents.map((_, index) => ({ index, relevance_score: index }));
      response.end(JSON.stringify({ results, usage: { total_tokens: 200 } }));
    };
    await find();
    const entries = await rooms.get(PlatformRepository).rows(
      `SELECT purpose, model, input_tokens AS read, is_estimated AS estimated, cost::text AS cost
       FROM usage_entries WHERE store_id = $1`,
      [store.storeId],
    );
    expect(entries).toEqual([
      { purpose: 'rerank', model: 'reader', read: 200, estimated: false, cost: '0.00001' },
    ]);

    const budget = { alertAt: [], cheaperAt: '1', whenSpent: 'quotes' as const, monthAmount: null };
    await rooms.get(BudgetService).put(store, { ...budget, dayAmount: '0.00001' });

    expect((await find()).rerank).toEqual({ applied: false, reason: 'over_budget' });
    expect(requests).toHaveLength(1);
  });
});

describe('a reranker that fails', () => {
  const scored = (scores: unknown[]) =>
    scores.map((relevance_score, index) => ({ index, relevance_score }));
  const whole = scored([1, 2, 3, 4, 5]);

  beforeEach(async () => {
    send(whole);
    await search();
    requests.length = 0;
  });

  it.each<[string, () => void, string]>([
    ['is busy', () => send([], 500), 'error_status'],
    ['refuses the key', () => send([], 401), 'error_status'],
    ['sends no JSON', () => send('<html>'), 'wrong_answer'],
    ['sends another form', () => send({ data: [] }), 'wrong_answer'],
    ['leaves texts out', () => send(whole.slice(1)), 'wrong_answer'],
    ['names one twice', () => send([...whole.slice(1), whole[1]]), 'wrong_answer'],
    ['names one that is not there', () => send([...whole.slice(1), { index: 5, relevance_score: 1 }]), 'wrong_answer'],
    ['names one before the first', () => send([...whole, { index: -1, relevance_score: 1 }]), 'wrong_answer'],
    ['scores with no number', () => send(scored([1, 2, 'NaN', 4, 5])), 'wrong_answer'],
    ['scores with NaN', () => send('{"results":[{"index":0,"relevance_score":NaN}]}'), 'wrong_answer'],
    ['scores beyond numbers', () => send(JSON.stringify({ results: whole }).replace('5', '1e999')), 'wrong_answer'],
    ['hangs up', () => { answer = (response) => void response.destroy(); }, 'unreachable'],
    ['sends us elsewhere', () => { answer = (response) => void response.writeHead(307, { location: '/v2' }).end(); }, 'unreachable'],
    ['is silent', () => { answer = () => undefined; }, 'timed_out'],
    ['stops in the middle', () => { answer = (response) => void response.write('{"results":['); }, 'timed_out'],
  ])('and %s leaves the order of the search', async (_what, script, reason) => {
    const logged = mock.method(Logger.prototype, 'warn', () => undefined);
    script();
    const outcome = await search();

    expect(outcome.rerank).toEqual({ applied: false, reason });
    expect(titles(outcome)[0]).toBe('cedar');
    expect(outcome.results.map(({ score }) => score)).toEqual(
      outcome.results.map(({ score }) => score).sort((a, b) => b - a),
    );
    expect(outcome.results.every(({ rerankScore }) => rerankScore === undefined)).toBe(true);
    const lines = logged.mock.calls.map((call) => call.arguments);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).toContain(reason);
    expect(JSON.stringify(lines)).not.toMatch(/chair|cedar|key-of/);
  }); // prettier-ignore

  it('is let go when the caller goes away', async () => {
    let isClosed = false;
    answer = (response) => void response.once('close', () => (isClosed = true));
    const caller = new AbortController();
    const searching = search({ signal: caller.signal });
    await waitFor(() => Promise.resolve(requests.length === 1));
    caller.abort();

    await expect(searching).rejects.toMatchObject({ name: 'AbortError' });
    await waitFor(() => Promise.resolve(isClosed));
  });

  it('several times in a row is left out for a while and then tried again', async () => {
    const logged = mock.method(Logger.prototype, 'warn', () => undefined);
    send([], 503);
    for (let i = 0; i < 3; i++) await search();
    const left = await search();

    expect(left.rerank).toEqual({ applied: false, reason: 'left_out' });
    expect(titles(left)[0]).toBe('cedar');
    expect(requests).toHaveLength(3);
    const lines = logged.mock.calls.map((call) => String(call.arguments[1]));
    expect(lines.filter((line) => /left out for a while/.test(line))).toHaveLength(1);

    const { now } = performance;
    mock.method(performance, 'now', () => now.call(performance) + 30_000);
    send(whole);
    expect((await search()).rerank).toEqual({ applied: true, reason: null });
    expect((await search()).rerank).toEqual({ applied: true, reason: null });
  });

  it('at the texts of a store is asked all the same', async () => {
    mock.method(Logger.prototype, 'warn', () => undefined);
    for (const status of [413, 422, 400, 413]) {
      send([], status);
      expect((await search()).rerank?.reason).toBe('error_status');
    }

    expect(requests).toHaveLength(4);
  });
});
