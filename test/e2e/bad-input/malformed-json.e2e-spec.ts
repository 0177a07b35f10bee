import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { request } from 'undici';

import { routeCallers } from '../../isolation/route-callers.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { malformed, strange } from './malformed-json.js';
import { operations } from './operations.js';

/** Of every kind: of the operator and of a store, with an open and with a closed body, and of other protocols. */
const names = [
  'createStore',
  'putLimits',
  'createKey',
  'createConversation',
  'searchKnowledge',
  'createSource',
  'replaceAgentSettings',
  'createChatCompletion',
  'callTool',
];
const tried = operations.filter(({ name }) => names.includes(name));

let api: RunningApi;
let store: Awaited<ReturnType<typeof aStoreWithKey>>;

beforeAll(async () => {
  api = await startApi();
  store = await aStoreWithKey(api.admin);
});
afterAll(() => api.stop());

/** `fetch` and the suites' client send text; these are bytes. */
async function send(operation: (typeof tried)[number], body: string | Buffer) {
  const isOperator = routeCallers[operation.name]?.access === 'operator';
  const {
    statusCode,
    headers,
    body: answer,
  } = await request(`${api.admin.origin}${operation.path.replace('{store_id}', store.storeId)}`, {
    method: operation.method as 'POST',
    headers: {
      authorization: `Bearer ${isOperator ? api.admin.key : store.client.key}`,
      'content-type': 'application/json',
    },
    body,
  });
  return { status: statusCode, type: String(headers['content-type']), text: await answer.text() };
}

const codeIn = (text: string): unknown => {
  const body = JSON.parse(text) as {
    code?: string;
    error?: { code: string; data?: { code: string } };
  };
  return body.code ?? body.error?.data?.code ?? body.error?.code;
};

describe('what is no JSON', () => {
  it('is tried on operations of every kind', () => {
    expect(tried.map(({ name }) => name).sort()).toEqual(names.sort());
    expect(Object.keys(malformed).length).toBeGreaterThan(60);
  });

  it.each(tried)('is refused, whatever is wrong with it: $name', async (operation) => {
    for (const [fault, body] of Object.entries(malformed)) {
      const { status, type, text } = await send(operation, body);

      expect({ fault, status, type }).toMatchObject({
        fault,
        status: 400,
        type: expect.stringMatching(/^application\/(problem\+)?json/),
      });
      expect(codeIn(text)).toBe('BODY_MALFORMED');
    }
  });

  it.each(tried)('is told from what is strange: $name', async (operation) => {
    for (const [what, body] of Object.entries(strange)) {
      const { status, text } = await send(operation, body);

      expect({ what, isFault: status >= 500 }).toEqual({ what, isFault: false });
      if (status >= 400) expect(codeIn(text)).not.toBe('BODY_MALFORMED');
    }
  });

  it('leaves nothing behind', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const [operation] = tried.filter(({ name }) => name === 'createConversation');
    const all = Object.values(malformed);
    const held = async (rounds: number) => {
      for (let n = 0; n < rounds; n += 1) {
        for (const body of all) await send(operation as (typeof tried)[number], body);
      }
      collect();
      return process.memoryUsage().heapUsed / 1024 ** 2;
    };

    const before = await held(2);
    const after = await held(10);

    expect(after - before).toBeLessThan(16);
  });
});
