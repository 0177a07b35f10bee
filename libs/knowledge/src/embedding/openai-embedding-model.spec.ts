import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { AppError } from '@app/tenancy';

import { OpenAiEmbeddingModel } from './openai-embedding-model.js';

interface Asked {
  model: string;
  input: string | string[];
  dimensions?: number;
  authorization?: string;
}

let server: Server;
let asked: Asked[];
let answer: (asked: Asked, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => (body += String(data)));
    request.on('end', () => {
      const read = { ...JSON.parse(body), authorization: request.headers.authorization } as Asked;
      asked.push(read);
      answer(read, response);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked = [];
  answer = vectors((_text, i) => [3, 4, i]);
});

const inputs = ({ input }: Asked) => (Array.isArray(input) ? input : [input]);
const send = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const vectors =
  (vector: (text: string, i: number) => unknown, order = (list: unknown[]) => list) =>
  (read: Asked, response: ServerResponse) => {
    const data = inputs(read).map((text, index) => ({ index, embedding: vector(text, index) }));
    send(response, 200, { object: 'list', model: read.model, data: order(data), usage: {} });
  };

const aModel = (options: Partial<ConstructorParameters<typeof OpenAiEmbeddingModel>[0]> = {}) =>
  new OpenAiEmbeddingModel({
    model: 'test-embed',
    dimensions: 3,
    apiKey: 'key',
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    batchSize: 2,
    timeoutMs: 2_000,
    maxRetries: 0,
    ...options,
  });

const failure = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((caught: unknown) => caught);
  if (!(error instanceof AppError)) throw new Error(`no AppError: ${String(error)}`);
  return { kind: error.kind, code: error.code, message: error.message };
};

describe('an OpenAI-compatible embedding model', () => {
  it('sends model, width and key in batches and returns unit vectors in order', async () => {
    answer = vectors(
      (text) => [Number(text), 0, 0.001],
      (list) => list.toReversed(),
    );

    const found = await aModel().embedMany(['1', '2', '3']);

    expect(asked.map((each) => inputs(each).length)).toEqual([2, 1]);
    expect(asked[0]).toMatchObject({
      model: 'test-embed',
      dimensions: 3,
      authorization: 'Bearer key',
    });
    expect(found.map((vector) => Number((0.001 / vector[2]!).toFixed(2)))).toEqual([1, 2, 3]);
    for (const vector of found) expect(Math.hypot(...vector)).toBeCloseTo(1);
  });

  it('names its model, and model and width in its fingerprint', () => {
    expect(aModel().model).toBe('test-embed');
    expect(aModel().fingerprint).toBe('openai:test-embed:3');
    expect(aModel({ dimensions: null }).fingerprint).toBe('openai:test-embed:own');
  });

  it('lets the model have its own width where none is configured', async () => {
    answer = vectors(() => [1, 0, 0, 0, 0]);

    expect(await aModel({ dimensions: null }).embedQuery('x')).toHaveLength(5);
    expect(asked[0]?.dimensions).toBeUndefined();
  });

  it.each([
    ['another width', vectors(() => [1, 2]), '2 numbers instead of 3'],
    ['nothing that is a number', vectors(() => [1, null, 2]), 'no number'],
    ['an empty vector', vectors(() => []), 'empty'],
    [
      'too few vectors',
      vectors(
        () => [1, 2, 3],
        (list) => list.slice(1),
      ),
      '1 vectors for 2 texts',
    ],
    [
      'too many',
      vectors(
        () => [1, 2, 3],
        (list) => [...list, ...list],
      ),
      '4 vectors for 2 texts',
    ],
    ['no vectors', (_: Asked, r: ServerResponse) => send(r, 200, { hello: 1 }), 'no vectors for 2'],
    [
      'a refusal',
      (_: Asked, r: ServerResponse) => send(r, 401, { error: { message: 'no' } }),
      '401',
    ],
    ['an unknown model', (_: Asked, r: ServerResponse) => send(r, 404, { error: {} }), '404'],
  ])('refuses %s as a fault of the configuration', async (_what, wrong, reason) => {
    answer = wrong;

    const { kind, code, message } = await failure(aModel().embedMany(['a', 'b']));

    expect({ kind, code }).toEqual({ kind: 'invalid', code: 'KNOWLEDGE_EMBEDDING_REFUSED' });
    expect(message).toContain(reason);
  });

  it.each([
    ['is overloaded', (_: Asked, r: ServerResponse) => send(r, 429, { error: {} })],
    ['fails', (_: Asked, r: ServerResponse) => send(r, 500, { error: {} })],
    ['hangs up', (_: Asked, r: ServerResponse) => r.destroy()],
    ['never answers', () => undefined],
    ['answers with something else', (_: Asked, r: ServerResponse) => r.end('<html>')],
  ])('says that it is unavailable when the server %s', async (_what, broken) => {
    answer = broken;

    const { kind } = await failure(aModel({ timeoutMs: 200 }).embedQuery('a'));

    expect(kind).toMatch(/unavailable|invalid/);
  });

  it('tries again while indexing, not while a shopper waits', async () => {
    const broken = (_: Asked, response: ServerResponse) => {
      if (asked.length > 1) vectors(() => [1, 0, 0])(asked.at(-1)!, response);
      else send(response, 503, { error: {} });
    };
    answer = broken;
    expect(await aModel({ maxRetries: 1 }).embedMany(['a'])).toHaveLength(1);

    asked = [];
    expect(await failure(aModel({ maxRetries: 1 }).embedQuery('a'))).toMatchObject({
      code: 'KNOWLEDGE_EMBEDDING_UNAVAILABLE',
    });
  });

  it('stops at once when its caller goes away', async () => {
    answer = () => undefined;
    const stop = new AbortController();

    const asking = aModel({ maxRetries: 5 }).embedMany(['a'], stop.signal);
    setTimeout(() => stop.abort(), 50);

    await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('sends no empty text and no broken character', async () => {
    await aModel().embedMany(['', 'a\ud800']);

    expect(asked.flatMap(inputs)).toEqual(['.', 'a\ufffd']);
  });
});
