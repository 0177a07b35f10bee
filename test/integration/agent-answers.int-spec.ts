import {
  AGENT_CONFIG,
  AgentModule,
  type AnswerEvent,
  AnswerService,
  ConversationService,
  type Message,
} from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { type StoreScope, TenancyModule } from '@app/tenancy';
import type { LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';

import { OpenAiStub, type StubReply } from '../support/openai-stub.js';
import { aStore, codeOf } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';
import { FixedSearchModule } from './fixed-search.js';

const QUESTION = 'How many days do I have to return a lamp?';
const ANSWER = 'You have 30 days [1]. Shipping costs $9.99 [2].';
const TIMEOUT_MS = 1_500;

let rooms: TestingModule;
let stub: OpenAiStub;
let scope: StoreScope;
const logged: string[] = [];
const keep = (...parts: unknown[]) => void logged.push(JSON.stringify(parts));
const logger: LoggerService = { log: keep, warn: keep, error: keep, debug: keep, verbose: keep };

beforeAll(async () => {
  stub = await OpenAiStub.start();
  const chatModel = { model: 'stub', baseUrl: stub.baseUrl };
  rooms = await Test.createTestingModule({ imports: [TenancyModule, AgentModule] })
    .overrideModule(KnowledgeModule)
    .useModule(FixedSearchModule)
    .overrideProvider(AGENT_CONFIG)
    .useValue({ chatModel, timeoutMs: TIMEOUT_MS })
    .setLogger(logger)
    .compile();
  await rooms.init();
  scope = await aStore(rooms);
});
afterAll(async () => {
  await rooms.close();
  await stub.stop();
});

const newConversation = async () => (await rooms.get(ConversationService).create(scope)).id;

function ask(id: string, content = QUESTION, signal = new AbortController().signal) {
  return rooms.get(AnswerService).ask(scope, id, content, signal);
}

async function all(events: AsyncGenerator<AnswerEvent>): Promise<AnswerEvent[]> {
  const seen: AnswerEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

async function storedAnswer(id: string): Promise<Message | undefined> {
  const { items } = await rooms.get(ConversationService).listMessages(scope, id);
  return items.find(({ role }) => role === 'assistant');
}

describe('an answer that goes well', () => {
  it('is told in events and stored as it was told', async () => {
    stub.next({ text: ANSWER });
    const id = await newConversation();

    const events = await all(ask(id));

    expect(events.map(({ type }) => type)).toEqual([
      'status', 'status', 'token', 'citation', 'token', 'citation', 'usage', 'done',
    ]); // prettier-ignore
    const last = events.at(-1);
    const stored = await storedAnswer(id);
    expect(stored).toMatchObject({
      content: ANSWER,
      outcome: 'answered',
      release: 7,
      usage: { model: 'stub', inputTokens: 120, outputTokens: 30, isEstimated: false },
      errorCode: null,
      seq: 2,
    });
    expect(stored?.citations.map(({ number, quote }) => [number, quote])).toEqual([
      [1, 'You can return a lamp within 30 days of delivery.'],
      [2, 'Shipping within the country costs $9.99.'],
    ]);
    expect(last).toMatchObject({ type: 'done', message: { id: stored?.id } });
  });

  it('is all that is told of a model that thinks aloud before it', async () => {
    stub.next({ text: `<think>\nThe page says: ${ANSWER}\n\nIs it so?\n</think>\n\n${ANSWER}` });
    const id = await newConversation();

    const events = await all(ask(id));

    const shown = events.flatMap((event) => (event.type === 'token' ? [event.text] : []));
    expect(shown.join('')).toBe(ANSWER);
    expect(await storedAnswer(id)).toMatchObject({ content: ANSWER, outcome: 'answered' });
  });

  it('estimates the usage where the server does not tell', async () => {
    stub.next({ text: ANSWER, withUsage: false });
    const id = await newConversation();

    await all(ask(id));

    const usage = (await storedAnswer(id))?.usage;
    expect(usage).toMatchObject({ isEstimated: true });
    expect(usage?.inputTokens).toBeGreaterThan(100);
  });

  it('remembers the conversation for a follow-up', async () => {
    stub.next({ text: ANSWER }, { text: 'Who pays for returning a lamp?' }, { text: 'NO_ANSWER' });
    const id = await newConversation();
    await all(ask(id));
    const before = stub.chats().length;

    await all(ask(id, 'And who pays for it?'));

    const [rewrite] = stub.chats().slice(before);
    expect(JSON.stringify(rewrite?.body)).toContain('How many days do I have');
  });

  it('keeps a question of odd characters', async () => {
    const id = await newConversation();

    await all(ask(id, ' thanks\u0000 \ud800\u200f '));

    const { items } = await rooms.get(ConversationService).listMessages(scope, id);
    expect(items[0]?.content).toBe('thanks \ufffd\u200f');
  });
});

describe('a model that fails', () => {
  const failures: [string, StubReply[], string][] = [
    ['is down', [{ status: 500 }, { status: 500 }], 'AGENT_MODEL_UNAVAILABLE'],
    ['is overrun', [{ status: 429 }, { status: 429 }], 'AGENT_MODEL_BUSY'],
    ['refuses the key', [{ status: 401 }], 'AGENT_MODEL_REJECTED'],
    ['is unknown', [{ status: 404 }], 'AGENT_MODEL_REJECTED'],
    ['sends a web page', [{ body: '<html>oops</html>' }], 'AGENT_MODEL_NONSENSE'],
    ['sends broken events', [{ body: 'data: {"choices": [ oops\n\n', headers: { 'content-type': 'text/event-stream' } }], 'AGENT_MODEL_NONSENSE'],
    ['says nothing', [{ text: '' }], 'AGENT_MODEL_NONSENSE'],
    ['never begins', [{ text: ANSWER, delayMs: 20_000 }], 'AGENT_MODEL_STALLED'],
    ['stops sending', [{ text: ANSWER, stallAfter: 8 }], 'AGENT_MODEL_STALLED'],
    ['is cut off', [{ text: ANSWER, cutAfter: 8 }], 'AGENT_MODEL_CUT_OFF'],
    ['runs into its limit', [{ text: ANSWER, finishReason: 'length' }], 'AGENT_MODEL_CUT_OFF'],
  ]; // prettier-ignore

  it.each(failures)(
    'because it %s: an error event and a failed message',
    async (_why, replies, code) => {
      stub.forget().next(...replies);
      const id = await newConversation();

      const events = await all(ask(id));

      expect(events.at(-1)).toMatchObject({
        type: 'error',
        error: { code, retryable: code !== 'AGENT_MODEL_REJECTED' },
        message: { outcome: 'failed' },
      });
      expect(events.filter(({ type }) => type === 'done')).toEqual([]);
      const stored = await storedAnswer(id);
      expect(stored).toMatchObject({ outcome: 'failed', errorCode: code, citations: [] });
      expect(stored?.content).not.toContain('30');
    },
  );

  it.each([
    ['refuses at once', { status: 500 }, 2],
    ['is full', { status: 503 }, 2],
    ['hides behind a gateway that gave up', { status: 504 }, 1],
    ['drops the connection over the request', { isDropped: true }, 1],
    ['is cut off before its first word', { text: ANSWER, cutAfter: 0 }, 1],
    ['stalls before its first word', { text: ANSWER, stallAfter: 0 }, 1],
    ['is overrun', { status: 429 }, 1],
    ['talks without end', { text: `${ANSWER} `.repeat(1_000) }, 1],
  ] satisfies [string, StubReply, number][])(
    'is asked again only where the first call has surely cost nothing: it %s',
    async (_why, reply, calls) => {
      stub.forget().always(reply);
      const before = stub.chats().length;

      const events = await all(ask(await newConversation()));

      expect(events.at(-1)?.type).toBe('error');
      expect(stub.chats().length - before).toBe(calls);
    },
  );

  it('lets the next question in', async () => {
    stub.forget().next({ status: 401 }, { text: ANSWER });
    const id = await newConversation();
    await all(ask(id));

    expect((await all(ask(id))).at(-1)?.type).toBe('done');
  });

  it('puts nothing of what was said into the logs', () => {
    expect(logged.join('\n')).toContain('AGENT_MODEL_CUT_OFF');
    expect(logged.join('\n')).not.toMatch(/lamp|30 days|9\.99/);
  });
});

describe('a shopper who leaves', () => {
  const slow = { text: ANSWER.repeat(20), tokenDelayMs: 40 };

  it('stops the model and leaves a failed message, by the signal', async () => {
    stub.forget().next(slow);
    const id = await newConversation();
    const controller = new AbortController();
    const events = ask(id, QUESTION, controller.signal);
    await events.next();
    await events.next();
    const before = stub.chats().length;
    const waiting = events.next();
    await waitFor(() => stub.chats().length > before);

    controller.abort();
    await waiting;

    await waitFor(() => stub.chats().at(-1)?.isAborted);
    const stored = await waitFor(() => storedAnswer(id));
    expect(stored).toMatchObject({ outcome: 'failed', errorCode: 'AGENT_CLIENT_GONE' });
  });

  it('stops the model and leaves a failed message, by leaving the loop', async () => {
    stub.forget().next(slow);
    const id = await newConversation();

    for await (const event of ask(id)) if (event.type === 'token') break;

    await waitFor(() => stub.chats().at(-1)?.isAborted);
    expect(await storedAnswer(id)).toMatchObject({
      outcome: 'failed',
      errorCode: 'AGENT_CLIENT_GONE',
    });
  });
});

describe('two questions at once', () => {
  it('in one conversation: the second is refused until the first is answered', async () => {
    stub.forget().next({ text: ANSWER, delayMs: 300 }, { text: ANSWER });
    const id = await newConversation();
    const first = ask(id);
    await first.next();

    expect(await codeOf(all(ask(id)))).toBe('AGENT_CONVERSATION_BUSY');

    await all(first);
    expect((await all(ask(id))).at(-1)?.type).toBe('done');
  });

  it('at the very same moment: exactly one is answered', async () => {
    stub.forget().always({ text: ANSWER, delayMs: 1_500 });
    const id = await newConversation();

    const ends = await Promise.all([1, 2, 3, 4].map(() => codeOf(all(ask(id)))));

    expect(ends.filter((end) => end === 'no error')).toHaveLength(1);
    expect(ends.filter((end) => end === 'AGENT_CONVERSATION_BUSY')).toHaveLength(3);
  });

  it('in two conversations: both are answered', async () => {
    stub.forget().always({ text: ANSWER, delayMs: 100 });
    const ids = [await newConversation(), await newConversation()];

    const ends = await Promise.all(ids.map(async (id) => (await all(ask(id))).at(-1)?.type));

    expect(ends).toEqual(['done', 'done']);
  });
});

describe('a question that is none', () => {
  it.each([
    ['', 'AGENT_CONTENT_EMPTY'],
    [' \u0000 ', 'AGENT_CONTENT_EMPTY'],
    ['a'.repeat(100_000), 'AGENT_CONTENT_TOO_LONG'],
  ])('is refused before anything is stored (%#)', async (content, code) => {
    const id = await newConversation();

    expect(await codeOf(all(ask(id, content)))).toBe(code);
    expect((await rooms.get(ConversationService).listMessages(scope, id)).items).toEqual([]);
  });
});
