import { OpenAiStub, type StubReply } from '../support/openai-stub.js';
import { shopperToken } from '../support/order-system.js';
import { type Told, TrialOrders, type TrialStore } from './trial-orders.js';

const ASKED = 'Number 1042 should be here by now, can you look?';

let trial: TrialOrders;
let store: TrialStore;
let stub: OpenAiStub;
let ids = 0;

const mine = () =>
  shopperToken({ secret: store.shopperSecret, claims: { sub: 'ana', jti: String((ids += 1)) } });

const wishes = (...numbers: string[]): StubReply => ({
  toolCalls: numbers.map((order_number) => ({ name: 'order_status', input: { order_number } })),
});

type Messages = { role: string; content: string }[];

/** Words an answer with the number under which the prompt has the order; `{returns}` is that of a page. */
const says = (text: string) => (messages: Messages) => {
  const prompt = messages.at(-1)?.content ?? '';
  const numberOf = (title: string) =>
    new RegExp(`\\[(\\d+)\\] ${title}`).exec(prompt)?.[1] ?? 'none';
  return {
    text: text
      .replaceAll('{order}', numberOf('Order 1042'))
      .replaceAll('{returns}', numberOf('returns')),
  };
};

beforeAll(async () => {
  stub = await OpenAiStub.start();
  const chatModel = { model: 'stub', baseUrl: stub.baseUrl };
  trial = await TrialOrders.open({ chatModel, timeoutMs: 2_000 });
});
beforeEach(async () => {
  stub.forget();
  stub.requests.length = 0;
  store = await trial.aStore();
});
afterAll(async () => {
  await trial.close();
  await stub.stop();
});

const ask = (content = ASKED, options: { token?: string; id?: string } = {}): Promise<Told> =>
  trial.ask(store, content, { token: mine(), ...options });

describe('a model with the order tool', () => {
  it('has it called, and words what it gave', async () => {
    stub.next(
      wishes('1042'),
      says('Your order 1042 was shipped with DHL [{order}]. It is expected to arrive on 3 December 2026 [{order}]. Track it at https://example.com/track/JD014600006 [{order}].'),
    ); // prettier-ignore

    const { content, message, events, receipt } = await ask();

    expect(content).toBe(
      'Your order 1042 was shipped with DHL. It is expected to arrive on 3 December 2026. Track it at https://example.com/track/JD014600006.',
    );
    expect(message).toMatchObject({ outcome: 'answered', citations: [] });
    expect(events.flatMap((event) => (event.type === 'status' ? event.stage : []))).toEqual([
      'searching', 'using_tool', 'answering',
    ]); // prettier-ignore
    expect(receipt.prompts).toEqual(['tools-1', 'answer-2']);
    expect(receipt.tools).toMatchObject([{ name: 'order_status', outcome: 'found' }]);
    expect(receipt.tokens.input).toBe(240);
  });

  it('is told of it in LangChain’s words for tools, with typed input, and of no page before it chose', async () => {
    stub.next(wishes('1042'), says('Your order 1042 was shipped [{order}].'));

    await ask();

    const [choosing, answering] = stub.chats();
    expect(choosing?.body['tools']).toMatchObject([
      {
        type: 'function',
        function: { name: 'order_status', parameters: { required: ['order_number'] } },
      },
    ]);
    expect(JSON.stringify(choosing?.body['messages'])).not.toContain('lamp');
    expect(answering?.body['tools']).toBeUndefined();
  });

  it('reads neither the token nor what the store’s system told beyond an order', async () => {
    stub.next(wishes('1042'), says('Your order 1042 was shipped [{order}].'));
    const token = mine();

    await ask(ASKED, { token });

    const sent = JSON.stringify(stub.requests);
    expect(sent).not.toMatch(/Ana Example|ana@example/);
    expect(sent).not.toContain(token);
  });

  it.each([
    'The tracking number is JD999999999 [{order}].',
    'Your order 1042 arrives on 4 December 2026 [{order}].',
    'Track it at https://evil.example/JD014600006 [{order}].',
    'It costs $49 [{order}].',
    'NO_ANSWER',
  ])('says nothing of an order that its system did not say: %s', async (invented) => {
    stub.next(wishes('1042'), says(invented));

    const { content, receipt } = await ask();

    expect(content).toMatch(
      /^Order 1042, according to the store's order system:\n- Status: shipped/,
    );
    expect(content).not.toMatch(/JD9999|4 December|evil|\$49/);
    expect(receipt.verdicts.every(({ isShown }) => !isShown)).toBe(true);
  });

  it('leaves nothing of the order in the receipt, said or not', async () => {
    stub.next(
      wishes('1042'),
      says('Your order 1042 was shipped with DHL [{order}]. Its tracking number is JD014600006. It arrives on 3 December 2026 [{returns}]. You have 30 days to return a lamp [{returns}].'),
    ); // prettier-ignore

    const { content, receipt } = await ask(
      'Where is my order 1042, and how many days do I have to return a lamp?',
    );

    expect(content).toContain('order 1042 was shipped with DHL');
    expect(JSON.stringify(receipt)).not.toMatch(/1042|DHL|JD0146|3 December/);
    expect(receipt.query?.text).toBe(
      'Where is my order …, and how many days do I have to return a lamp?',
    );
    expect(receipt.verdicts.at(-1)).toMatchObject({ isShown: true, reason: null });
    expect(receipt.verdicts.at(-1)?.sentence).toContain('30 days to return a lamp');
  });

  it('answers from pages beside it, each with what bears it', async () => {
    stub.next(
      wishes('1042'),
      says('Your order 1042 was shipped [{order}]. You have 30 days to return a lamp [{returns}].'),
    );

    const { content, message } = await ask(
      'Where is my order 1042, and how many days do I have to return a lamp?',
    );

    expect(content).toBe('Your order 1042 was shipped. You have 30 days to return a lamp [1].');
    expect(message.citations.map(({ quote }) => quote)).toEqual([
      'You can return a lamp within 30 days of delivery.',
    ]);
  });

  it('words it in the language of the shopper, with the figures of the system', async () => {
    stub.next(
      // for the search of pages in English
      { text: 'When does my order 1042 arrive?' },
      wishes('1042'),
      says('Ihre Bestellung 1042 wurde mit DHL versandt [{order}]. Sie wird am 3. Dezember 2026 erwartet [{order}]. Sie kommt am 5. Dezember [{order}].'),
    ); // prettier-ignore

    const { content } = await ask('Wann kommt meine Bestellung 1042 bei mir an?');

    expect(content).toBe(
      'Ihre Bestellung 1042 wurde mit DHL versandt. Sie wird am 3. Dezember 2026 erwartet.',
    );
  });

  it('tells an order that the model left out', async () => {
    stub.next(wishes('1042'), says('You have 30 days to return a lamp [{returns}].'));

    const { content } = await ask('Where is my order 1042, and how long may I return a lamp?');

    expect(content).toMatch(/^You have 30 days to return a lamp \[1\]\.\n\nOrder 1042, /);
  });
});

describe('what a model may not have called', () => {
  it('is an order whose number the shopper did not write', async () => {
    stub.next(wishes('2077', '104', '1'), says('NO_ANSWER'));

    const { receipt, message } = await ask();

    expect(store.system.requests).toEqual([]);
    expect(receipt.tools?.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
    expect(message.outcome).toBe('abstained');
  });

  it('is more than a few in one answer', async () => {
    stub.next(
      wishes(...Array<string>(9).fill('1042')),
      says('Your order 1042 was shipped [{order}].'),
    );

    await ask();

    expect(store.system.requests).toHaveLength(3);
  });

  it.each<[string, NonNullable<StubReply['toolCalls']>]>([
    ['a tool that there is not', [{ name: 'refund', input: { order_number: '1042' } }]],
    ['a tool that was not offered', [{ name: 'product_lookup', input: { query: 'lamp' } }]],
    ['an input of another shape', [{ name: 'order_status', input: { order_number: { $ne: 1 } } }]],
    ['an input that is no JSON', [{ name: 'order_status', input: '{"order_number": "10' }]],
    [
      'an input without end',
      [{ name: 'order_status', input: { order_number: '1042'.repeat(90) } }],
    ],
  ])('is %s', async (_name, toolCalls) => {
    stub.next({ toolCalls }, says('NO_ANSWER'));

    const { message } = await ask();

    expect(message.outcome).toBe('abstained');
    expect(store.system.requests).toEqual([]);
  });

  it('is anything where the shopper asks about something else', async () => {
    stub.always(wishes('1042'));

    await ask('How many days do I have to return a lamp?').catch(() => undefined);

    expect(stub.chats().every(({ body }) => body['tools'] === undefined)).toBe(true);
    expect(store.system.requests).toEqual([]);
  });
});

describe('where a model cannot choose', () => {
  it.each<[string, StubReply]>([
    ['knows no tools', { status: 400 }],
    ['is down', { status: 500 }],
    ['is cut off', { ...wishes('1042'), finishReason: 'length' }],
    ['writes without end', { toolCalls: [{ name: 'order_status', input: 'x'.repeat(30_000) }] }],
    ['wishes for nothing', { text: 'NONE' }],
    ['sends no stream', { body: '{"choices":[{"message":{"tool_calls":[]}}]}' }],
  ])('a rule does, since it %s', async (_name, reply) => {
    stub.next(reply, says('NO_ANSWER'));

    const { content } = await ask('Where is my order 1042?');

    expect(content).toContain('- Status: shipped');
    expect(store.system.requests).toHaveLength(1);
  });
});

describe('where a server sends each piece of a call with an empty name', () => {
  it('is called all the same', async () => {
    stub.next({ ...wishes('1042'), hasEmptyNames: true }, says('Your order 1042 was shipped [{order}].'));

    expect((await ask()).content).toBe('Your order 1042 was shipped.');
  }); // prettier-ignore

  it('is cut off where it goes on without end', async () => {
    const toolCalls = [{ name: 'order_status', input: 'x'.repeat(30_000) }];
    stub.next({ toolCalls, hasEmptyNames: true }, says('NO_ANSWER'));
    const before = trial.logged.length;

    await ask('Where is my order 1042?');

    expect(trial.logged.slice(before).join()).toContain('AGENT_MODEL_CUT_OFF');
  });
});

describe('a code', () => {
  it('is read by no model', async () => {
    const id = await trial.conversation(store);
    stub.next(wishes('1042'));
    const asked = await trial.ask(store, ASKED, { id });
    expect(asked.content).toMatch(/a code to the address on it/);
    const before = stub.chats().length;

    const { content } = await trial.ask(store, `It is ${store.system.sentCodes[0]}`, { id });

    expect(content).toContain('- Status: shipped');
    expect(stub.chats()).toHaveLength(before);
  });
});
