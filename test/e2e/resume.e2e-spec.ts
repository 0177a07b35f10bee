import { randomUUID } from 'node:crypto';
import http from 'node:http';

import type { OpenAiStub } from '../support/openai-stub.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import type { RunningApi } from './running-api.js';
import { dropAfter, type DroppedStream, eventsOf } from './told-events.js';
import { startTwoAnswering } from './two-apis.js';

const content = 'How do I wash the feathercloud pillow?';
const SENTENCE = 'Wash the feathercloud pillow at 40 °C on a gentle cycle and dry it flat. [1]';
const stream = { accept: 'text/event-stream' };

/** A second API on the same database, as behind a balancer. */
let other: RunningApi;
let model: OpenAiStub;
let stop: () => Promise<void>;
let client: ApiClient;

beforeAll(async () => {
  ({ other, model, client, stop } = await startTwoAnswering());
});
afterAll(() => stop());
beforeEach(() => void model.forget());

async function messagesPath(): Promise<string> {
  const { body } = await client.post('/api/v1/conversations', {});
  return `/api/v1/conversations/${String(body['id'])}/messages`;
}

const itemsOf = async (path: string) =>
  (await client.get(path)).body['items'] as unknown as Record<string, unknown>[];

const slow = (sentences = 6) => ({
  text: Array.from({ length: sentences }, () => SENTENCE).join(' '),
  tokenDelayMs: 15,
});

/** A stream whose socket is destroyed once so many events came. */
const dropped = (path: string, count: number, headers: Record<string, string> = {}) =>
  dropAfter(client, { path, body: { content }, count, headers });

const resumed = (path: string, { messageId, events }: DroppedStream, door = client) =>
  door.get(`${path}/${messageId}/stream`, {
    headers: { ...stream, 'last-event-id': String(events.at(-1)?.id) },
  });

describe('a stream whose connection broke', () => {
  it('goes on after the last event that was seen: nothing twice, nothing missing, one model call', async () => {
    model.next(slow());
    const path = await messagesPath();
    const before = model.chats().length;

    const first = await dropped(path, 3);
    const rest = eventsOf((await resumed(path, first)).text);

    const told = [...first.events, ...rest];
    const text = told.filter(({ event }) => event === 'token').map(({ data }) => data['text']);
    const [, answer, ...more] = await itemsOf(path);
    expect(told.map(({ id }) => id)).toEqual(told.map((_, i) => i + 1));
    expect(told.at(-1)).toMatchObject({ event: 'done', data: { id: first.messageId } });
    expect(text.join('').trim()).toBe(answer?.['content']);
    expect(answer).toMatchObject({ id: first.messageId, outcome: 'answered' });
    expect(more).toEqual([]);
    expect(model.chats().length).toBe(before + 1);
    expect(model.chats().at(-1)?.isAborted).toBe(false);
  });

  it('goes on at another process that shares the database', async () => {
    model.next(slow());
    const path = await messagesPath();
    const before = model.chats().length;

    const first = await dropped(path, 3);
    const there = other.admin.as(client.key);
    const rest = eventsOf((await resumed(path, first, there)).text);

    const told = [...first.events, ...rest];
    expect(told.map(({ id }) => id)).toEqual(told.map((_, i) => i + 1));
    expect(told.at(-1)).toMatchObject({ event: 'done', data: { id: first.messageId } });
    expect(model.chats().length).toBe(before + 1);
  });

  it.each(['this', 'another'])(
    'is told to its end where it ended meanwhile, by %s process',
    async (which) => {
      model.next(slow(2));
      const path = await messagesPath();
      const first = await dropped(path, 2);
      await waitFor(async () => (await itemsOf(path)).length === 2);
      const door = which === 'this' ? client : other.admin.as(client.key);

      const rest = eventsOf((await resumed(path, first, door)).text);
      const again = await door.get(`${path}/${first.messageId}/stream`, {
        headers: { ...stream, 'last-event-id': String(rest.at(-1)?.id) },
      });

      expect(rest.map(({ id }) => id)).toEqual(rest.map((_, i) => first.events.length + i + 1));
      expect(rest.at(-1)?.event).toBe('done');
      expect(eventsOf(again.text)).toEqual([rest.at(-1)]);
    },
  );

  it('is told as JSON to a caller that wants the whole', async () => {
    model.next(slow(2));
    const path = await messagesPath();
    const { messageId } = await dropped(path, 1);

    const { body } = await client.get(`${path}/${messageId}/stream`);

    expect(body).toMatchObject({ id: messageId, outcome: 'answered' });
  });

  it('refuses an id of an event that is none, and an answer that is not there', async () => {
    const path = await messagesPath();

    const wrong = await client.get(`${path}/${randomUUID()}/stream`, {
      headers: { 'last-event-id': 'x' },
    });
    const missing = await client.get(`${path}/${randomUUID()}/stream`, { headers: stream });

    expect(wrong.body).toMatchObject({ status: 422, code: 'INPUT_INVALID' });
    expect(missing.body).toMatchObject({ status: 404, code: 'AGENT_MESSAGE_NOT_FOUND' });
  });
});

describe('sends with one Idempotency-Key', () => {
  it.each(['one process', 'two processes'])(
    '20 at once are one question, one model call and one answer, at %s',
    async (where) => {
      model.next({ ...slow(2), delayMs: 200 });
      const path = await messagesPath();
      const before = model.chats().length;
      const headers = { 'idempotency-key': randomUUID() };
      const doors = where === 'one process' ? [client] : [client, other.admin.as(client.key)];

      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (doors[i % doors.length] as ApiClient).post(path, { content }, { headers }),
        ),
      );

      const items = await itemsOf(path);
      expect(items.map(({ role }) => role)).toEqual(['user', 'assistant']);
      expect(answers.map(({ status, body }) => [status, body['id']])).toEqual(
        answers.map(() => [200, items[1]?.['id']]),
      );
      expect(model.chats().length).toBe(before + 1);
    },
  );

  it('join the running stream, and get the stored answer later, after other messages, too', async () => {
    model.next(slow(3), { text: SENTENCE });
    const path = await messagesPath();
    const before = model.chats().length;
    const headers = { 'idempotency-key': 'send-1', ...stream };

    const first = await dropped(path, 2, { 'idempotency-key': 'send-1' });
    const joined = await client.post(
      path,
      { content },
      {
        headers: { ...headers, 'last-event-id': '2' },
      },
    );
    await client.post(path, { content });
    const later = await client.post(path, { content }, { headers });

    const rest = eventsOf(joined.text);
    expect(rest[0]?.id).toBe(3);
    expect(rest.at(-1)).toMatchObject({ event: 'done', data: { id: first.messageId } });
    expect(eventsOf(later.text).at(-1)).toEqual(rest.at(-1));
    expect(model.chats().length).toBe(before + 2);
  });

  it('of another text are refused, and of another conversation are another send', async () => {
    model.always({ text: SENTENCE });
    const [path, elsewhere] = [await messagesPath(), await messagesPath()];
    const headers = { 'idempotency-key': 'send-2' };
    const first = await client.post(path, { content }, { headers });

    const reused = await client.post(path, { content: 'Is it vegan?' }, { headers });
    const apart = await client.post(elsewhere, { content }, { headers });

    expect(reused.body).toMatchObject({ status: 409, code: 'AGENT_IDEMPOTENCY_KEY_REUSED' });
    expect(apart.body).toMatchObject({ outcome: 'answered' });
    expect(apart.body['id']).not.toBe(first.body['id']);
  });

  it('outlive a caller that wanted JSON and left', async () => {
    model.next(slow(3));
    const path = await messagesPath();
    const before = model.chats().length;
    const headers = { 'idempotency-key': 'send-3' };
    const leave = new AbortController();
    const left = client.post(path, { content }, { headers, signal: leave.signal });
    left.catch(() => undefined);
    await waitFor(() => model.chats().length === before + 1);
    leave.abort();

    const { body } = await client.post(path, { content }, { headers });

    expect(body).toMatchObject({ outcome: 'answered' });
    expect(model.chats().length).toBe(before + 1);
  });
});

describe('a caller that wanted JSON and left', () => {
  it('stops the model, without a key', async () => {
    model.next({ ...slow(), tokenDelayMs: 60_000 });
    const path = await messagesPath();
    const before = model.chats().length;
    const leave = new AbortController();
    const left = client.post(path, { content }, { signal: leave.signal });
    left.catch(() => undefined);
    await waitFor(() => model.chats().length === before + 1);

    leave.abort();

    await waitFor(() => model.chats().at(-1)?.isAborted);
    await waitFor(async () => (await itemsOf(path))[1]?.['outcome'] === 'failed');
  });
});

describe('an answer that is cancelled', () => {
  it.each(['this', 'another'])(
    'stops the model and ends as failed, from %s process',
    async (which) => {
      model.next({ ...slow(), tokenDelayMs: 60_000 });
      const path = await messagesPath();
      const before = model.chats().length;
      const response = await client.send('POST', path, { body: { content }, headers: stream });
      const messageId = response.headers.get('x-message-id');
      await waitFor(() => model.chats().length > before);
      const door = which === 'this' ? client : other.admin.as(client.key);

      const { body } = await door.post(`${path}/${messageId}/cancel`);
      const again = await door.post(`${path}/${messageId}/cancel`);
      const told = eventsOf(await response.text());

      await waitFor(() => model.chats().at(-1)?.isAborted);
      expect(body).toMatchObject({ id: messageId, outcome: 'failed' });
      expect(again.body).toEqual(body);
      expect(told.at(-1)).toMatchObject({
        event: 'error',
        data: { code: 'AGENT_ANSWER_CANCELLED', retryable: false, message_id: messageId },
      });
      expect((await itemsOf(path)).length).toBe(2);
    },
  );

  it('lets the next question in', async () => {
    model.next({ ...slow(), tokenDelayMs: 60_000 }, { text: SENTENCE });
    const path = await messagesPath();
    const before = model.chats().length;
    const { messageId } = await dropped(path, 1);
    await waitFor(() => model.chats().length > before);
    await client.post(`${path}/${messageId}/cancel`);

    expect((await client.post(path, { content })).body).toMatchObject({ outcome: 'answered' });
  });
});

describe('a reader that does not read', () => {
  it('holds nobody up: its answer is written, and others get theirs', async () => {
    model.always({ text: `${`${SENTENCE} `.repeat(4_000)}` });
    const path = await messagesPath();
    const url = new URL(path, client.origin);
    const request = http.request(url, {
      method: 'POST',
      headers: {
        ...stream,
        'content-type': 'application/json',
        authorization: `Bearer ${client.key}`,
      },
    });
    request.end(JSON.stringify({ content }));
    const response = await new Promise<http.IncomingMessage>((resolve) => {
      request.once('response', resolve);
    });
    response.pause();

    await waitFor(async () => (await itemsOf(path)).length === 2);
    const [, answer] = await itemsOf(path);
    model.always({ text: SENTENCE });
    const next = await client.post(await messagesPath(), { content });

    expect(answer).toMatchObject({ outcome: 'failed' });
    expect(next.body).toMatchObject({ outcome: 'answered' });
    request.destroy();
  });
});
