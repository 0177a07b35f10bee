import {
  AGENT_CONFIG,
  AgentModule,
  AgentSettingsService,
  ANSWER_PROMPT_VERSION,
  AnswerService,
  ConversationService,
  JUDGE_PROMPT_VERSION,
  type Message,
  NO_SETTINGS,
  ReceiptService,
  ReplayService,
  REWRITE_PROMPT_VERSION,
} from '@app/agent';
import { KnowledgeModule, ReleaseService } from '@app/knowledge';
import {
  PlatformRepository,
  type StoreScope,
  StoresService,
  TenancyModule,
  USAGE_CONFIG,
} from '@app/tenancy';
import type { LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../support/indexed-pages.js';
import { OpenAiStub, type StubReply } from '../support/openai-stub.js';
import { aStore, codeOf } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';

const QUESTION = 'How many days do I have to return a lamp?';
const logged: string[] = [];
const keep = (...parts: unknown[]) => void logged.push(JSON.stringify(parts));
const logger: LoggerService = { log: keep, warn: keep, error: keep, debug: keep, verbose: keep };

let stub: OpenAiStub;
let rooms: TestingModule;
let scope: StoreScope;

beforeAll(async () => {
  stub = await OpenAiStub.start();
});
afterAll(() => stub.stop());

const models = new Map([['stub', { inputPerMillion: 1, outputPerMillion: 2 }]]);
const prices = { models, currency: 'EUR', version: '2026-01' };

async function openWith(chatModel: object | null): Promise<TestingModule> {
  rooms = await Test.createTestingModule({ imports: [TenancyModule, KnowledgeModule, AgentModule] })
    .overrideProvider(AGENT_CONFIG)
    .useValue({ chatModel, timeoutMs: 1_500 })
    .overrideProvider(USAGE_CONFIG)
    .useValue({ prices })
    .setLogger(logger)
    .compile();
  return rooms.init();
}

const pages = (days: number) => [
  {
    path: '/returns',
    title: 'Returns',
    markdown: `You can return a lamp within ${days} days of delivery. Sale items cannot be refunded.`,
  },
  { path: '/shipping', title: 'Shipping', markdown: 'Shipping a lamp costs $9.99 in the country.' },
];
const lampCare = { path: '/care', title: 'Care', markdown: 'Clean a lamp with a dry cloth.' };

const publish = (site: Parameters<IndexedPages['ingest']>[1]) =>
  new IndexedPages(rooms).ingest(scope, site);

const newConversation = async () => (await rooms.get(ConversationService).create(scope)).id;

async function ask(conversationId: string, content = QUESTION): Promise<Message> {
  const signal = new AbortController().signal;
  let message: Message | undefined;
  for await (const event of rooms.get(AnswerService).ask(scope, conversationId, content, signal)) {
    if (event.type === 'done' || event.type === 'error') message = event.message;
  }
  return message as Message;
}

const placeOf = ({ conversationId, id }: Message) => ({ conversationId, messageId: id });
const receiptOf = (message: Message) => rooms.get(ReceiptService).get(scope, placeOf(message));
const replay = (message: Message, signal = new AbortController().signal) =>
  rooms.get(ReplayService).replay(scope, placeOf(message), signal);
const messagesOf = async (id: string) =>
  (await rooms.get(ConversationService).listMessages(scope, id)).items;

async function receiptsOf({ storeId }: StoreScope): Promise<number> {
  const [row] = await rooms
    .get(PlatformRepository)
    .rows<{ count: number }>('SELECT count(*)::int AS count FROM receipts WHERE store_id = $1', [
      storeId,
    ]);
  return row?.count ?? 0;
}

describe('in quotes, over two releases', () => {
  let past: Message;

  beforeAll(async () => {
    await openWith(null);
    scope = await aStore(rooms);
    await publish(pages(30));
    past = await ask(await newConversation());
  });
  afterAll(() => rooms.close());

  it('keeps what the answer was made from', async () => {
    const live = await rooms.get(ReleaseService).findLive(scope);

    const receipt = await receiptOf(past);

    expect(receipt).toMatchObject({
      release: { number: 1, id: live?.id },
      query: { text: QUESTION, isRewritten: false, carriedWords: [] },
      evidence: { floor: 0.33, isBorne: true },
      prompts: [],
      model: null,
      cost: null,
      costGap: 'no_model',
      tokens: { input: 0, output: 0 },
    });
    expect(receipt.searches[0]).toMatchObject({ query: QUESTION, dense: { method: 'exact' } });
    expect(receipt.passages.find(({ isCited }) => isCited)).toMatchObject({
      number: 1,
      text: expect.stringContaining('within 30 days'),
      textSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      lexicalRank: 1,
      denseRank: expect.any(Number),
    });
    expect(receipt.verdicts[0]).toMatchObject({ isShown: true, passages: [1] });
    expect(receipt.timings).toMatchObject({
      searchingMs: expect.any(Number),
      firstTokenMs: expect.any(Number),
    });
  });

  it('has one for politeness and for "I don\'t know", with what was not enough', async () => {
    const hello = await ask(past.conversationId, 'Hello!');
    const unknown = await ask(past.conversationId, 'Who won the chess championship of 1972?');

    expect(await receiptOf(hello)).toMatchObject({ query: null, passages: [], evidence: null });
    expect(unknown.outcome).toBe('abstained');
    expect(await receiptOf(unknown)).toMatchObject({
      evidence: { floor: 0.33, isBorne: false },
      verdicts: [],
    });
  });

  it('replays the same on the same release', async () => {
    expect((await replay(past)).difference).toMatchObject({
      isSame: true,
      release: null,
      passages: { gone: [], new: [], changed: [] },
    });
  });

  it('says what a new release makes different, and keeps nothing', async () => {
    const before = await messagesOf(past.conversationId);
    await publish([...pages(60).slice(0, 1), lampCare]);

    const { answer, receipt, difference } = await replay(past);

    expect(answer.content).toContain('60 days');
    expect(receipt.release).toMatchObject({ number: 2 });
    expect(difference).toMatchObject({
      isSame: false,
      outcome: null,
      release: { before: 1, after: 2 },
      model: null,
    });
    expect(difference.content?.diff?.text).toMatch(/-.*30 days[\s\S]*\+.*60 days/);
    expect(difference.passages?.changed.map(({ before: { text } }) => text)).toEqual([
      expect.stringContaining('30 days'),
    ]);
    expect(difference.passages?.gone.map(({ title }) => title)).toEqual(['Shipping']);
    expect(difference.passages?.new.map(({ title }) => title)).toEqual(['Care']);
    expect(await messagesOf(past.conversationId)).toEqual(before);
    expect((await receiptOf(past)).release).toMatchObject({ number: 1 });
  });

  it('cannot replay a question, nor an answer to none', async () => {
    const [question] = await messagesOf(past.conversationId);
    await rooms
      .get(PlatformRepository)
      .rows(`UPDATE messages SET role = 'assistant', outcome = 'failed' WHERE id = $1`, [
        question?.id,
      ]);

    expect(await codeOf(replay(past))).toBe('AGENT_MESSAGE_WITHOUT_QUESTION');

    await rooms
      .get(PlatformRepository)
      .rows(`UPDATE messages SET role = 'user', outcome = NULL WHERE id = $1`, [question?.id]);
    expect(await codeOf(replay(question as Message))).toBe('AGENT_MESSAGE_NOT_AN_ANSWER');
    expect(await codeOf(receiptOf(question as Message))).toBe('AGENT_RECEIPT_NOT_FOUND');
  });

  it('hides it from every other store, and from another conversation', async () => {
    const other = await aStore(rooms);
    const elsewhere = { ...placeOf(past), conversationId: await newConversation() };
    const signal = new AbortController().signal;
    const missing = 'AGENT_MESSAGE_NOT_FOUND';

    expect(await codeOf(rooms.get(ReceiptService).get(other, placeOf(past)))).toBe(missing);
    expect(await codeOf(rooms.get(ReplayService).replay(other, placeOf(past), signal))).toBe(
      missing,
    );
    expect(await codeOf(rooms.get(ReceiptService).get(scope, elsewhere))).toBe(missing);
    expect(await codeOf(rooms.get(ReplayService).replay(scope, elsewhere, signal))).toBe(missing);
  });

  it('goes with its conversation, and with its store', async () => {
    const kept = await receiptsOf(scope);
    await ask(await newConversation());
    expect(await receiptsOf(scope)).toBe(kept + 1);

    await rooms.get(ConversationService).remove(scope, past.conversationId);
    expect(await receiptsOf(scope)).toBe(1);

    await rooms.get(StoresService).remove(scope);
    expect(await receiptsOf(scope)).toBe(0);
  });
});

describe('with a model, over two releases', () => {
  beforeAll(async () => {
    await openWith({ model: 'stub', baseUrl: stub.baseUrl });
    scope = await aStore(rooms);
    await publish(pages(30));
  });
  afterAll(() => rooms.close());

  it('keeps prompt, parameters, verdicts, tokens and cost', async () => {
    stub
      .forget()
      .next({ text: 'You have 30 days to return a lamp [1]. It is free for 99 days [1].' });

    const receipt = await receiptOf(await ask(await newConversation()));

    expect(receipt).toMatchObject({
      prompts: [ANSWER_PROMPT_VERSION],
      model: { name: 'stub', parameters: { temperature: 0, maxOutputTokens: 900 } },
      evidence: { floor: 0.04, isBorne: true },
      tokens: { input: 120, output: 30, isEstimated: false },
      cost: { amount: 0.00018, currency: 'EUR', priceVersion: '2026-01' },
      costGap: null,
    });
    expect(receipt.verdicts.map(({ isShown, reason }) => [isShown, reason])).toEqual([
      [true, null],
      [false, 'figure'],
    ]);
    expect(receipt.passages.filter(({ isCited }) => isCited)).toHaveLength(1);
  });

  it.each<[string, StubReply, string, (string | undefined)[]]>([
    ['thinks', { text: '1 yes\n2 no' }, 'You have 30 days to return a lamp [1].', ['supported', 'unsupported']],
    ['cannot say', { status: 401 }, 'You have 30 days to return a lamp [1]. Sale items cannot be refunded [1].', ['failed', 'failed']],
  ])('keeps what a judge %s', async (_how, judgement, content, judged) => {
    const settings = rooms.get(AgentSettingsService);
    await settings.replace(scope, { settings: { ...NO_SETTINGS, judge: 'model' }, note: null });
    const text = 'You have 30 days to return a lamp [1]. Sale items cannot be refunded [1].';
    stub.forget().next({ text }, judgement);

    const answer = await ask(await newConversation());
    await settings.replace(scope, { settings: NO_SETTINGS, note: null });
    const receipt = await receiptOf(answer);

    expect(answer.content).toBe(content);
    expect(receipt.prompts).toEqual([ANSWER_PROMPT_VERSION, JUDGE_PROMPT_VERSION]);
    expect(receipt.verdicts.map((one) => one.judged)).toEqual(judged);
    expect(receipt.tokens.output).toBe(judgement.status === undefined ? 60 : 30);
  }); // prettier-ignore

  it('keeps one for an answer that failed half way', async () => {
    stub.forget().next({ text: 'You have 30 days to return a lamp [1]. And more', cutAfter: 11 });

    const failed = await ask(await newConversation());
    const receipt = await receiptOf(failed);

    expect(failed.outcome).toBe('failed');
    expect(receipt).toMatchObject({ release: { number: 1 }, prompts: [ANSWER_PROMPT_VERSION] });
    expect(receipt.passages.length).toBeGreaterThan(0);
    expect(receipt.verdicts).toMatchObject([{ isShown: true }]);
    expect(receipt.tokens).toEqual({
      input: expect.any(Number) as number,
      output: 11,
      isEstimated: true,
    });
    expect(receipt.tokens.input).toBeGreaterThan(100);
  });

  it('says that a call which the model refused has cost nothing', async () => {
    stub.forget().next({ status: 429 });

    const receipt = await receiptOf(await ask(await newConversation()));

    expect(receipt.tokens).toEqual({ input: 0, output: 0, isEstimated: false });
  });

  it('replays a follow-up after the same conversation as then', async () => {
    const id = await newConversation();
    const first = stub.chats().length;
    stub
      .forget()
      .next(
        { text: 'You have 30 days to return a lamp [1].' },
        { text: 'What does shipping a lamp cost?' },
        { text: 'Shipping a lamp costs $9.99 [1].' },
        { text: 'You have 30 days to return a lamp [1].' },
      );
    await ask(id);
    const past = await ask(id, 'And shipping it?');
    await ask(id, 'How many days do I have to return a broken lamp?');
    const rewriteThen = stub.chats()[first + 1];
    stub.next({ text: 'What does shipping a lamp cost?' }, { text: 'It costs $9.99 [1].' });

    const { receipt, difference } = await replay(past);

    const [rewriteNow] = stub.chats().slice(-2);
    const said = (body: unknown) => JSON.stringify(body).replaceAll(/data-[0-9a-f-]{36}/g, 'fence');
    expect(said(rewriteNow?.body)).toBe(said(rewriteThen?.body));
    expect(receipt).toMatchObject({
      prompts: [REWRITE_PROMPT_VERSION, ANSWER_PROMPT_VERSION],
      query: { text: 'What does shipping a lamp cost?', isRewritten: true },
      tokens: { input: 240, output: 60 },
    });
    expect(difference).toMatchObject({ isSame: false, outcome: null, prompts: null });
  });

  it('lets the conversation go on meanwhile, and stops the model when its caller leaves', async () => {
    stub.forget().next({ text: 'You have 30 days to return a lamp [1].' });
    const past = await ask(await newConversation());
    const before = stub.chats().length;
    stub.next({ text: 'You have 30 days [1].'.repeat(50), tokenDelayMs: 100 });
    const leave = new AbortController();
    const replaying = codeOf(replay(past, leave.signal));
    await waitFor(() => stub.chats().length > before);
    stub.next({ text: 'You have 30 days to return a lamp [1].' });

    expect((await ask(past.conversationId)).outcome).toBe('answered');
    leave.abort();

    expect(await replaying).toBe('AGENT_CLIENT_GONE');
    await waitFor(() => stub.chats()[before]?.isAborted);
    expect(await messagesOf(past.conversationId)).toHaveLength(4);
  });

  it('says so where the model fails this time', async () => {
    stub.forget().next({ text: 'You have 30 days to return a lamp [1].' }, { status: 401 });

    expect(await codeOf(replay(await ask(await newConversation())))).toBe('AGENT_MODEL_REJECTED');
  });

  it('says what a new release makes of the answer', async () => {
    stub.forget().next({ text: 'You have 30 days to return a lamp [1].' });
    const past = await ask(await newConversation());
    await publish(pages(60));
    stub.next({ text: 'You have 30 days to return a lamp [1].' });

    const { answer, receipt, difference } = await replay(past);

    expect(answer).toMatchObject({ outcome: 'abstained', citations: [] });
    expect(receipt.verdicts).toMatchObject([{ isShown: false, reason: 'figure' }]);
    expect(difference).toMatchObject({
      isSame: false,
      outcome: { before: 'answered', after: 'abstained' },
      release: { before: 1, after: 2 },
      model: null,
      citations: { gone: [expect.anything()], new: [] },
      passages: { changed: [expect.anything()], same: 1 },
    });
  });

  it('puts nothing of what was said into the logs', () => {
    expect(logged.join('\n')).toContain('AGENT_MODEL_CUT_OFF');
    expect(logged.join('\n')).not.toMatch(/lamp|30 days|9\.99/);
  });
});
