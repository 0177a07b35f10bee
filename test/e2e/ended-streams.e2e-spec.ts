import type { OpenAiStub } from '../support/openai-stub.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { type RunningApi } from './running-api.js';
import { startTwoAnswering } from './two-apis.js';

const content = 'How do I wash the feathercloud pillow?';
const answer = 'Wash the feathercloud pillow at 40 °C on a gentle cycle and dry it flat. [1]';
const accept = 'text/event-stream';
const origin = 'https://shop.example';

let api: RunningApi;
let other: RunningApi;
let model: OpenAiStub;
let stop: () => Promise<void>;
let storeId: string;
let keys: string;

beforeAll(async () => {
  ({ api, other, model, storeId, stop } = await startTwoAnswering());
  keys = `/api/v1/stores/${storeId}/keys`;
  // an answer that takes longer than any of this
  model.always({ text: answer, tokenDelayMs: 60_000 });
});
afterAll(() => stop());

interface Held {
  id: string;
  client: ApiClient;
}

async function aKey(): Promise<Held> {
  const { body } = await api.admin.post(keys, { kind: 'store' });
  return { id: String(body['id']), client: api.admin.as(String(body['key'])) };
}

/** A key that works on one site, and its session there. */
async function aSession(): Promise<Held> {
  const { body } = await api.admin.post(keys, { kind: 'widget', allowed_origins: [origin] });
  const begun = await api.admin
    .as(String(body['key']))
    .post('/api/v1/widget-sessions', undefined, { headers: { origin } });
  return { id: String(body['id']), client: api.admin.as(String(begun.body['token'])) };
}

const messagesOf = async ({ client }: Held) => {
  const { body } = await client.post('/api/v1/conversations', {}, { headers: { origin } });
  return `/api/v1/conversations/${String(body['id'])}/messages`;
};
const asked = async (key: Held) =>
  key.client.send('POST', await messagesOf(key), {
    body: { content },
    headers: { accept, origin },
  });

const completed = ({ client }: Held) =>
  client.send('POST', '/v1/chat/completions', {
    body: { model: 'storehand', stream: true, messages: [{ role: 'user', content }] },
  });
const called = ({ client }: Held) =>
  client.send('POST', '/mcp', {
    headers: { accept: `${accept}, application/json` },
    body: {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'ask', arguments: { question: content } },
    },
  });
const readOn = async (key: Held) => {
  const path = await messagesOf(key);
  const first = await key.client.send('POST', path, { body: { content }, headers: { accept } });
  const id = first.headers.get('x-message-id');
  return other.admin
    .as(key.client.key)
    .send('GET', `${path}/${id}/stream`, { headers: { accept } });
};

/** The ways in which a key ends, all told to another process than the one that streams. */
const endings: [string, (key: Held) => Promise<unknown>][] = [
  ['is revoked', ({ id }) => other.admin.call('DELETE', `${keys}/${id}`)],
  ['is rotated', ({ id }) => other.admin.post(`${keys}/${id}/rotate`, { overlap_seconds: 0 })],
  [
    'loses its scope',
    ({ id }) => other.admin.call('PATCH', `${keys}/${id}`, { body: { scopes: ['settings'] } }),
  ],
];
const siteEndings: typeof endings = [
  ['is revoked', ({ id }) => other.admin.call('DELETE', `${keys}/${id}`)],
  [
    'leaves its site',
    ({ id }) =>
      other.admin.call('PATCH', `${keys}/${id}`, {
        body: { allowed_origins: ['https://new.example'] },
      }),
  ],
];
/** What a stream of each door still has to say when its key has ended. */
const doors: [string, (key: Held) => Promise<Response>][] = [
  ['an answer', asked],
  ['an answer read on in another process', readOn],
  ['a completion', completed],
  ['a tool call', called],
];

async function endOf(
  open: (key: Held) => Promise<Response>,
  end: (key: Held) => Promise<unknown>,
  hold: () => Promise<Held> = aKey,
) {
  const key = await hold();
  const before = model.chats().length;
  const opening = open(key);
  await waitFor(() => model.chats().length > before);
  await end(key);
  return (await opening).text();
}

describe('an open stream whose key', () => {
  it.each(endings)(
    '%s has a last event that says so, long before its answer',
    async (_how, end) => {
      const text = await endOf(asked, end);

      const last = text.trim().split('\n\n').at(-1);
      expect(last).toContain('event: error');
      expect(last).toContain('TENANCY_KEY_REFUSED');
    },
  );

  it.each(siteEndings)('%s ends so for a shopper’s session, too', async (_how, end) => {
    const text = await endOf(asked, end, aSession);

    const last = text.trim().split('\n\n').at(-1);
    expect(last).toContain('event: error');
    expect(last).toContain('TENANCY_KEY_REFUSED');
  });

  it.each(doors)('is revoked ends so at every door: %s', async (_door, open) => {
    const text = await endOf(open, ({ id }) => other.admin.call('DELETE', `${keys}/${id}`));

    expect(text).toContain('TENANCY_KEY_REFUSED');
  });

  it('goes on has nothing to fear from that of another', async () => {
    const staying = await aKey();
    const before = model.chats().length;
    const leave = new AbortController();
    const stream = await staying.client.send('POST', await messagesOf(staying), {
      body: { content },
      headers: { accept },
      signal: leave.signal,
    });
    await waitFor(() => model.chats().length > before);

    await endOf(asked, ({ id }) => other.admin.call('DELETE', `${keys}/${id}`));

    const [reader] = [stream.body?.getReader()];
    const { value } = (await reader?.read()) ?? {};
    leave.abort();
    expect(new TextDecoder().decode(value)).not.toContain('TENANCY_KEY_REFUSED');
  });

  it('belongs to a store that is switched off ends, too', async () => {
    const text = await endOf(asked, () =>
      other.admin.call('PATCH', `/api/v1/stores/${storeId}`, { body: { is_active: false } }),
    );

    await api.admin.call('PATCH', `/api/v1/stores/${storeId}`, { body: { is_active: true } });
    expect(text).toContain('TENANCY_KEY_REFUSED');
  });
});
