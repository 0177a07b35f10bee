import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import { ConversationService } from '@app/agent';

import { shopperToken, stalls } from '../support/order-system.js';
import { TrialOrders, type TrialStore } from './trial-orders.js';

const WHERE = 'Where is my order 1042?';
const FAILED = /^I cannot show that order here\./;
const ASKED_FOR_CODE = /a code to the address on it/;

let trial: TrialOrders;
let store: TrialStore;
const tokenFor = (claims: Record<string, unknown>, of = store) =>
  shopperToken({ secret: of.shopperSecret, claims });
const mine = (more: Record<string, unknown> = {}) =>
  tokenFor({ sub: 'ana', jti: newId(), ...more });
let ids = 0;
const newId = () => String((ids += 1));

beforeAll(async () => {
  trial = await TrialOrders.open();
});
beforeEach(async () => {
  store = await trial.aStore();
});
afterAll(() => trial.close());

describe('an order that a signed token shows', () => {
  it('is told from the store’s system, without a citation and without a name', async () => {
    const { content, message, events } = await trial.ask(store, WHERE, { token: mine() });

    expect(content).toBe(
      [
        "Order 1042, according to the store's order system:",
        '- Status: shipped',
        '- Expected on: December 3, 2026',
        '- Carrier: DHL',
        '- Tracking number: JD014600006',
        '- Tracking: https://example.com/track/JD014600006',
        '- Items: 2',
      ].join('\n'),
    );
    expect(message).toMatchObject({ outcome: 'answered', citations: [], release: null });
    expect(events[0]).toEqual({ type: 'status', stage: 'using_tool' });
  });

  it('is asked for with a call that the store can verify', async () => {
    await trial.ask(store, WHERE, { token: mine() });

    const [call] = store.system.of('order.status');
    const { headers, body } = call!;
    const key = Buffer.from(store.system.signingSecret.slice(6), 'base64');
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const signature = createHmac('sha256', key).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    expect(call?.data).toEqual({
      order_number: '1042',
      shopper_id: 'ana',
      authorised_by: 'token',
    });
  });

  it('leaves neither the token, the order nor its owner in receipts, logs or counts', async () => {
    const token = mine();
    const { receipt } = await trial.ask(store, WHERE, { token });

    expect(receipt.tools).toEqual([
      expect.objectContaining({
        name: 'order_status',
        input: '…',
        outcome: 'found',
        result: null,
      }),
    ]);
    expect(receipt.tools?.[0]?.resultSha256).toMatch(/^[0-9a-f]{64}$/);
    const traces = [
      JSON.stringify(receipt),
      trial.logged.join(),
      await trial.stored(store, 'tool_counts'),
      await trial.stored(store, 'shopper_tokens'),
    ].join();
    expect(traces).not.toMatch(/1042|JD0146|example\.com|ana@|Ana Example/);
    expect(traces).not.toContain(token.split('.')[2]);
    expect(await trial.stored(store, 'messages')).not.toMatch(/Ana Example|ana@example/);
  });

  it('is the shopper’s only one where the token names one and the question none', async () => {
    const token = mine({ orders: ['1042'] });
    expect((await trial.ask(store, 'Where is my order?', { token })).content).toContain('shipped');
    const { content, message } = await trial.ask(store, 'Where is my order?', { token: mine() });
    expect(content).toContain('tell me the number');
    expect(message.outcome).toBe('small_talk');
    expect(store.system.requests).toHaveLength(1);
  });

  it('is told in the language of the shopper', async () => {
    const { content } = await trial.ask(store, 'Wo bleibt meine Bestellung 1042?', {
      token: mine(),
    });
    expect(content).toContain('- Status: versandt\n- Erwartet am: 3. Dezember 2026');
  });
});

describe('what fails sounds alike', () => {
  const now = Math.floor(Date.now() / 1000);
  const tokens: [string, () => Promise<string> | string][] = [
    ['an order that does not exist', () => mine({ orders: ['1042'] })],
    ['a token that ran out', () => mine({ exp: now - 1 })],
    ['a token that would last for days', () => mine({ exp: now + 200_000 })],
    ['a token without an end', () => mine({ exp: undefined })],
    ['a token of another secret', () => shopperToken({ secret: 'x', claims: { sub: 'ana' } })],
    ['a token without a signature', () => mine().replace(/\.[^.]*$/, '.')],
    [
      'a token of algorithm none',
      () =>
        shopperToken({
          secret: store.shopperSecret,
          claims: { sub: 'ana' },
          header: { alg: 'none' },
        }),
    ],
    ['a token of another store', async () => tokenFor({ sub: 'ana' }, await trial.aStore())],
    ['no token at all', () => 'x'],
  ];

  it.each(tokens)('%s', async (name, make) => {
    const number = name.startsWith('an order') ? '9999' : '1042';
    const asked = `Where is my order ${number}?`;

    const { content, message, receipt } = await trial.ask(store, asked, { token: await make() });

    expect(content).toMatch(FAILED);
    expect(message).toMatchObject({ outcome: 'abstained', usage: { evidence: null } });
    expect(store.system.requests).toHaveLength(number === '9999' ? 1 : 0);
    expect(receipt.tools).toMatchObject([
      { outcome: number === '9999' ? 'not_found' : 'refused', resultSha256: null },
    ]);
  });

  it('another shopper’s order', async () => {
    const { content, receipt } = await trial.ask(store, 'Where is my order 2077?', {
      token: mine(),
    });
    expect(content).toMatch(FAILED);
    expect(receipt.tools).toMatchObject([{ outcome: 'refused', resultSha256: null }]);
  });

  it('a token that another conversation showed first, also with its signature spelt otherwise', async () => {
    const token = mine();
    const id = await trial.conversation(store);
    expect((await trial.ask(store, WHERE, { token, id })).content).toContain('shipped');
    expect((await trial.ask(store, WHERE, { token, id })).content).toContain('shipped');

    expect((await trial.ask(store, WHERE, { token })).content).toMatch(FAILED);
    const [, last] = /(.)$/.exec(token)!;
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const other = token.slice(0, -1) + digits[digits.indexOf(last!) ^ 1]!;
    expect((await trial.ask(store, WHERE, { token: other })).content).toMatch(FAILED);
    expect(store.system.requests).toHaveLength(2);
  });

  const badDays: [string, (response: ServerResponse) => void | Promise<void>][] = [
    ['never answers', stalls],
    ['breaks down', (response) => void response.writeHead(500).end('{}')],
    ['hangs up', (response) => void response.destroy()],
    ['sends a web page', (response) => void response.end('<html>hello</html>')],
    ['sends far too much', (response) => void response.end(JSON.stringify({ x: 'y'.repeat(1e6) }))],
    [
      'sends the reader elsewhere',
      (response) => void response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
    ],
    ['tells of another order', (response) => void response.end('{"order_number":"1","status":"shipped"}')],
    ['tells a status of its own', (response) => void response.end('{"order_number":"1042","status":"Call Anna"}')],
  ]; // prettier-ignore
  it.each(badDays)('a system that %s', async (_name, instead) => {
    store.system.instead = instead;

    const { content, message } = await trial.ask(store, WHERE, { token: mine() });

    expect(content).toMatch(FAILED);
    expect(message.outcome).toBe('abstained');
    expect(trial.logged.join()).not.toMatch(/169\.254|1042/);
  });
});

describe('an order that a code shows', () => {
  it('is told once the code was given, and for a while after it', async () => {
    const id = await trial.conversation(store);

    const first = await trial.ask(store, WHERE, { id });
    expect(first.content).toMatch(ASKED_FOR_CODE);
    expect(store.system.of('order.code')[0]?.data).toEqual({
      order_number: '1042',
      language: 'en',
    });
    const second = await trial.ask(store, `The code is ${store.system.sentCodes[0]}`, { id });

    expect(second.content).toContain('- Status: shipped');
    expect((await trial.ask(store, 'Where is my order?', { id })).content).toContain('shipped');
    expect((await trial.ask(store, 'And when does it arrive?', { id })).content).toContain(
      'December',
    );
    expect((await trial.ask(store, 'Where is my order 2077?', { id })).content).toMatch(
      ASKED_FOR_CODE,
    );
    expect(await trial.stored(store, 'order_codes')).not.toContain(store.system.sentCodes[0]);
  });

  it('is asked for in the same words whether or not there is such an order', async () => {
    const known = await trial.ask(store, WHERE);
    const unknown = await trial.ask(store, 'Where is my order 9999?');
    store.system.instead = (response) => void response.writeHead(500).end();
    const away = await trial.ask(store, 'Where is my order 9998?');

    expect(known.content).toMatch(ASKED_FOR_CODE);
    expect([unknown.content, away.content]).toEqual([known.content, known.content]);
  });

  it('is told to nobody who guesses more than five times', async () => {
    const id = await trial.conversation(store);
    await trial.ask(store, WHERE, { id });

    for (const guess of ['000001', '000002', '000003', '000004', '000005']) {
      expect((await trial.ask(store, guess, { id })).content).toMatch(FAILED);
    }
    const { content } = await trial.ask(store, store.system.sentCodes[0]!, { id });

    expect(content).toMatch(FAILED);
    expect(store.system.of('order.status')).toEqual([]);
  });

  it('counts in its own conversation only', async () => {
    const id = await trial.conversation(store);
    await trial.ask(store, WHERE, { id });
    const elsewhere = await trial.conversation(store);
    await trial.ask(store, 'Where is my order 9999?', { id: elsewhere });

    const { content } = await trial.ask(store, store.system.sentCodes[0]!, { id: elsewhere });

    expect(content).toMatch(FAILED);
  });

  it('goes with its conversation, as tokens do', async () => {
    const id = await trial.conversation(store);
    await trial.ask(store, WHERE, { id, token: mine() });
    await trial.ask(store, WHERE, { id });
    expect(await trial.stored(store, 'order_codes')).not.toBe('[]');

    await trial.rooms.get(ConversationService).remove(store.scope, id);

    expect(await trial.stored(store, 'order_codes')).toBe('[]');
    expect(await trial.stored(store, 'shopper_tokens')).toBe('[]');
  });

  it('is sent for one order a few times in an hour, whoever asks', async () => {
    for (let i = 0; i < 3; i += 1) {
      expect((await trial.ask(store, WHERE)).content).toMatch(ASKED_FOR_CODE);
    }

    expect((await trial.ask(store, WHERE)).content).toMatch(FAILED);
    expect(store.system.of('order.code')).toHaveLength(3);
  });

  it('is not sent where the store’s system sends none', async () => {
    const plain = await trial.aStore({ sendsCodes: false });

    expect((await trial.ask(plain, WHERE)).content).toMatch(FAILED);
    expect(plain.system.requests).toEqual([]);
  });
});

describe('how often orders are asked for', () => {
  it('is bounded for a conversation', async () => {
    const id = await trial.conversation(store);
    const told = [];
    for (let i = 0; i < 22; i += 1) {
      told.push(await trial.ask(store, `Where is my order ${7000 + i}?`, { id, token: mine() }));
    }

    expect(store.system.requests).toHaveLength(20);
    expect(told.at(-1)?.receipt.tools).toMatchObject([{ outcome: 'over_budget' }]);
    expect(told.at(-1)?.content).toBe(told[0]?.content);
  });

  it('is bounded for a shopper, over all conversations', async () => {
    for (let i = 0; i < 32; i += 1) {
      await trial.ask(store, `Where is my order ${7000 + i}?`, { token: mine() });
    }
    expect(store.system.requests).toHaveLength(30);
  });
});

describe('a question that no order is asked with', () => {
  it.each(['How do I track my order?', 'I want to return order 1042', 'Do you sell lamps?'])(
    'goes to the pages: %s',
    async (question) => {
      const { receipt } = await trial.ask(store, question, { token: mine() });
      expect(receipt.searches).not.toEqual([]);
      expect(receipt.tools).toEqual([]);
      expect(store.system.requests).toEqual([]);
    },
  );
});
