import type { Answer, ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { call, operations } from './operations.js';
import { fieldsOf, problemOf } from './problem.js';

const unstorable: Record<string, string> = {
  'a null character': 'a\0b',
  'the first half of a pair': 'a\ud83d',
  'the second half of a pair': '\udc00a',
  'the halves of a pair in the wrong order': '\ude00\ud83d',
};
const marked = '\u200Fשלום\u202E \u2066pillow\u2069';

const withText = operations.filter(({ texts }) => texts.length > 0);
const closed = withText.filter(({ isOpen }) => !isOpen);
const fields = withText.flatMap((operation) =>
  operation.texts.map((text) => ({ ...operation, ...text })),
);

let api: RunningApi;
let store: { storeId: string; client: ApiClient };

beforeAll(async () => {
  api = await startApi();
  store = await aStoreWithKey(api.admin);
});
afterAll(() => api.stop());

const own = () => ({ store_id: store.storeId });

describe('text that no database keeps', () => {
  it('is looked for in every field that takes text', () => {
    expect(withText.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['createStore', 'createKey', 'startIngest', 'askQuestion']),
    );
    expect(fields.length).toBeGreaterThan(15);
  });

  it.each(fields)('is refused by name: $name, $field', async (operation) => {
    for (const text of Object.values(unstorable)) {
      const body = operation.bodyWith(text);

      const answer = await call(operation.needsAdmin ? api.admin : store.client, operation, {
        parameters: own(),
        body,
      });

      expect({ body, status: answer.status }).toEqual({ body, status: 422 });
      expect(fieldsOf(answer).join()).toMatch(new RegExp(`^${operation.field}\\b`));
    }
  });

  it.each(closed)('is refused as the name of a field: $name', async (operation) => {
    const client = operation.needsAdmin ? api.admin : store.client;

    for (const text of Object.values(unstorable)) {
      const answer = await call(client, operation, {
        parameters: own(),
        body: { ...(operation.texts[0]?.bodyWith('x') as object), [text]: 1 },
      });

      expect(problemOf(answer).status).toBe(422);
    }
  });
});

describe('text with marks of direction', () => {
  const post = (path: string, body: unknown, client = store.client) => client.post(path, body);

  it('comes back as it was sent', async () => {
    const created = await post('/api/v1/stores', namedAfter(marked), api.admin);
    const key = await post(
      `/api/v1/stores/${store.storeId}/keys`,
      { kind: 'store', name: marked },
      api.admin,
    );
    const conversation = await post('/api/v1/conversations', {
      shopper_id: marked,
      metadata: { [marked]: [marked] },
    });
    const messages = `/api/v1/conversations/${String(conversation.body['id'])}/messages`;
    await post(messages, { content: marked });
    const kept = await store.client.get(messages);

    expect(created.body).toMatchObject(namedAfter(marked));
    expect(key.body).toMatchObject({ name: marked });
    expect(conversation.body).toMatchObject({
      shopper_id: marked,
      metadata: { [marked]: [marked] },
    });
    expect(kept.body['items']).toMatchObject([{ content: marked }, { role: 'assistant' }]);
  });

  it('can be searched for', async () => {
    const answer = await post(`/api/v1/knowledge-base/${store.storeId}/search`, { query: marked });

    expect(answer.status).toBe(200);
  });

  const namedAfter = (text: string) => ({ name: text, platform: text, settings: { [text]: text } });
});

describe('text with nothing to read', () => {
  it.each(['', ' \n\t', '\u200F\u202E'])(
    'is no name, shopper, query or question: %j',
    async (text) => {
      const answers: Answer[] = await Promise.all([
        api.admin.post('/api/v1/stores', { name: text }),
        store.client.post('/api/v1/conversations', { shopper_id: text }),
        store.client.post(`/api/v1/knowledge-base/${store.storeId}/search`, { query: text }),
      ]);

      expect(answers.map(fieldsOf)).toEqual([['name'], ['shopper_id'], ['query']]);
    },
  );
});

describe('what JSON can say and JavaScript would lose', () => {
  const withMetadata = (json: string) =>
    store.client.post('/api/v1/conversations', `{"metadata":${json}}`);

  it.each(['{"n":1e400}', '{"n":-1e999}', '{"order":12345678901234567890}'])(
    'is refused instead of rounded: %s',
    async (json) => {
      const answer = await withMetadata(json);

      expect(fieldsOf(answer)).toEqual(['metadata']);
      expect(problemOf(answer).detail).toContain('send it as text');
    },
  );

  it.each(['{"__proto__":{"x":1}}', '{"a":[{"\\u005f_proto__":1}]}'])(
    'is refused instead of dropped: %s',
    async (json) => {
      expect(problemOf(await withMetadata(json)).detail).toContain('__proto__');
    },
  );

  it('is kept where it can be', async () => {
    const kept = { constructor: { prototype: 1 }, toString: null, '': -0.5, toJSON: [9e15] };

    expect((await withMetadata(JSON.stringify(kept))).body).toMatchObject({ metadata: kept });
  });

  it('is too much beyond what the field says', async () => {
    const answer = await withMetadata(JSON.stringify({ text: 'é'.repeat(5_000) }));

    expect(problemOf(answer).detail).toContain('at most 8192 bytes');
  });
});
