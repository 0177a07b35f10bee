import {
  AGENT_CONFIG,
  AgentModule,
  AgentSettingsService,
  type AnswerEvent,
  AnswerService,
  ConversationService,
  HandoffService,
  type Message,
  NO_SETTINGS,
} from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { type StoreScope, TenancyModule } from '@app/tenancy';
import { Test, type TestingModule } from '@nestjs/testing';

import { OpenAiStub } from '../support/openai-stub.js';
import { aStore, codeOf } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';
import { FixedSearchModule } from './fixed-search.js';

const QUESTION = 'How many days do I have to return a lamp?';
const ANSWER = 'You have 30 days [1]. Shipping costs $9.99 [2].';
const TIMEOUT_MS = 5_000;

const quiet = (): void => undefined;

let rooms: TestingModule;
let stub: OpenAiStub;
let scope: StoreScope;
let handoffs: HandoffService;

beforeAll(async () => {
  stub = await OpenAiStub.start();
  const chatModel = { model: 'stub', baseUrl: stub.baseUrl };
  rooms = await Test.createTestingModule({ imports: [TenancyModule, AgentModule] })
    .overrideModule(KnowledgeModule)
    .useModule(FixedSearchModule)
    .overrideProvider(AGENT_CONFIG)
    .useValue({ chatModel, timeoutMs: TIMEOUT_MS })
    .setLogger({ log: quiet, warn: quiet, error: quiet })
    .compile();
  await rooms.init();
  handoffs = rooms.get(HandoffService);
  scope = await aStore(rooms);
});
afterAll(async () => {
  await rooms.close();
  await stub.stop();
});
beforeEach(() => stub.forget());

const newConversation = async () => (await rooms.get(ConversationService).create(scope)).id;
const stateOf = async (id: string) => (await rooms.get(ConversationService).get(scope, id)).state;

const ask = (id: string, content = QUESTION) =>
  rooms.get(AnswerService).ask(scope, id, content, new AbortController().signal);

/** Reads on until there have been so many events of a type. */
async function readUntil(events: AsyncGenerator<AnswerEvent>, type: string, times: number) {
  for (let seen = 0; seen < times;) {
    const { value } = (await events.next()) as { value?: AnswerEvent };
    if (value === undefined) throw new Error(`there were only ${seen} of ${type}`);
    if (value.type === type) seen += 1;
  }
}

async function rest(events: AsyncGenerator<AnswerEvent>): Promise<AnswerEvent[]> {
  const seen: AnswerEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

async function lastMessage(id: string): Promise<Message | undefined> {
  return (await rooms.get(ConversationService).listMessages(scope, id)).items.at(-1);
}

describe('an agent whose conversation is taken over', () => {
  it('says no further word and stops its model', async () => {
    stub.next({ text: `${ANSWER} ${ANSWER}`, tokenDelayMs: 20 });
    const id = await newConversation();
    const events = ask(id);
    await readUntil(events, 'token', 1);

    await handoffs.takeOver(scope, id);

    expect((await rest(events)).map(({ type }) => type)).toEqual(['usage', 'done']);
    expect(await lastMessage(id)).toMatchObject({
      outcome: 'handed_off',
      content: '',
      citations: [],
      release: null,
    });
    await waitFor(() => stub.chats().at(-1)?.isAborted);
  });

  it('has no answer kept where that was said to its end, but not stored yet', async () => {
    stub.next({ text: ANSWER });
    const id = await newConversation();
    const events = ask(id);
    await readUntil(events, 'citation', 2);

    await handoffs.takeOver(scope, id);

    expect((await rest(events)).at(-1)).toMatchObject({
      type: 'done',
      message: { outcome: 'handed_off', content: '' },
    });
    expect(await lastMessage(id)).toMatchObject({ outcome: 'handed_off', citations: [] });
  });

  it('does not excuse itself where its model fails meanwhile', async () => {
    stub.next({ text: ANSWER, stallAfter: 8 });
    const id = await newConversation();
    const events = ask(id);
    await readUntil(events, 'status', 2);

    await handoffs.takeOver(scope, id);

    expect((await rest(events)).map(({ type }) => type).at(-1)).toBe('done');
    expect(await lastMessage(id)).toMatchObject({ outcome: 'handed_off', content: '' });
  });

  it('tells who asked for a person meanwhile that this was heard', async () => {
    stub.next({ text: ANSWER });
    const id = await newConversation();
    const events = ask(id);
    await readUntil(events, 'status', 2);

    await handoffs.request(scope, id);

    await rest(events);
    expect(await lastMessage(id)).toMatchObject({
      outcome: 'handed_off',
      content: expect.stringContaining('waits for a person'),
    });
  });

  it('answers again once it has the conversation back', async () => {
    stub.next({ text: ANSWER });
    const id = await newConversation();
    await handoffs.takeOver(scope, id);
    await handoffs.reply(scope, id, 'Let me look.');
    await handoffs.giveBack(scope, id);

    await rest(ask(id));

    expect(await lastMessage(id)).toMatchObject({ outcome: 'answered', content: ANSWER });
  });
});

describe('a message in a conversation that a person has', () => {
  it('is kept without a call of the model', async () => {
    const id = await newConversation();
    await handoffs.takeOver(scope, id);
    const before = stub.requests.length;

    const events = await rest(ask(id));

    expect(events.map(({ type }) => type)).toEqual(['usage', 'done']);
    expect(stub.requests).toHaveLength(before);
    const { items } = await rooms.get(ConversationService).listMessages(scope, id);
    expect(items).toMatchObject([
      { role: 'user', content: QUESTION },
      { role: 'assistant', outcome: 'handed_off', content: '' },
    ]);
  });

  it('asks for a person in words, without a search, and moves the conversation', async () => {
    const id = await newConversation();
    const before = stub.requests.length;

    const events = await rest(ask(id, 'Please let me talk to a real person.'));

    expect(events.map(({ type }) => type)).toEqual(['token', 'usage', 'done']);
    expect(stub.requests).toHaveLength(before);
    expect(await stateOf(id)).toBe('waiting_for_human');
  });
});

describe('two who change a conversation at the same moment', () => {
  it.each(['takeOver', 'giveBack', 'close'] as const)('do not both succeed: %s', async (step) => {
    const id = await newConversation();
    if (step === 'giveBack') await handoffs.takeOver(scope, id);

    const codes = await Promise.all(
      Array.from({ length: 4 }, () => codeOf(handoffs[step](scope, id))),
    );

    expect(codes.sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'AGENT_CONVERSATION_STATE'),
      'no error',
    ]);
  });

  it('leave no reply of a person after the conversation was given back', async () => {
    const id = await newConversation();
    await handoffs.takeOver(scope, id);

    const [reply] = await Promise.all([
      codeOf(handoffs.reply(scope, id, 'One moment')),
      handoffs.giveBack(scope, id),
    ]);
    const late = await codeOf(handoffs.reply(scope, id, 'Too late'));

    const { items } = await rooms.get(ConversationService).listMessages(scope, id);
    expect(late).toBe('AGENT_CONVERSATION_STATE');
    expect(items).toHaveLength(reply === 'no error' ? 1 : 0);
  });

  it('are of one store: another finds no conversation', async () => {
    const id = await newConversation();
    const other = await aStore(rooms);

    const codes = [
      await codeOf(handoffs.request(other, id)),
      await codeOf(handoffs.takeOver(other, id)),
      await codeOf(handoffs.reply(other, id, 'Hello')),
      await codeOf(handoffs.giveBack(other, id)),
      await codeOf(handoffs.close(other, id)),
    ];

    expect(new Set(codes)).toEqual(new Set(['AGENT_CONVERSATION_NOT_FOUND']));
    expect(await stateOf(id)).toBe('agent');
  });
});

describe('a question that is not answered', () => {
  const INVENTED = 'You have 99 days [1].';

  it.each([
    ['asked', 'agent'],
    ['unanswered', 'waiting_for_human'],
  ] as const)('where a person is asked for when %s leaves it to state %s', async (when, state) => {
    const settings = { ...NO_SETTINGS, handoffWhen: when };
    await rooms.get(AgentSettingsService).replace(scope, { settings, note: null });
    stub.next({ text: INVENTED });
    const [unborne, unknown] = [await newConversation(), await newConversation()];

    await rest(ask(unborne));
    await rest(ask(unknown, 'Who won the chess tournament of Reykjavik?'));

    for (const id of [unborne, unknown]) {
      const message = await lastMessage(id);
      expect(message).toMatchObject({ outcome: 'abstained', citations: [] });
      expect(message?.content.includes('waits for the people of the store')).toBe(
        state !== 'agent',
      );
      expect(await stateOf(id)).toBe(state);
    }
  });
});
