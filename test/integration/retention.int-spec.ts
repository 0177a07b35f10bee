import {
  AgentModule,
  AnswerService,
  ConversationForgetter,
  ConversationService,
  ConversationSweep,
  forgetConversationsJob,
  gapsQueue,
  type MessagePlace,
  ownTables,
  ReceiptService,
  ReceiptSweep,
} from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import {
  type Ask,
  PlatformRepository,
  type Retention,
  RETENTION_CONFIG,
  StoreRetention,
  type StoreScope,
  TenancyModule,
} from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import { Test, type TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';

import { rowsOf } from '../isolation/rows-of.js';
import { fillStore } from '../support/privacy/filled-store.js';
import { aStore, codeOf } from '../support/rooms.js';

const DAYS = 30;
/** More than two sweeps remove. */
const MANY = 1_001;

let rooms: TestingModule;
let a: StoreScope;
let b: StoreScope;

beforeAll(async () => {
  rooms = await Test.createTestingModule({ imports: [TenancyModule, KnowledgeModule, AgentModule] })
    .overrideProvider(RETENTION_CONFIG)
    .useValue({ conversation_days: DAYS, receipt_days: DAYS, usage_days: DAYS } satisfies Retention)
    .compile();
  await rooms.init();
});
beforeEach(async () => {
  [a, b] = [await aStore(rooms), await aStore(rooms)];
});
afterAll(async () => {
  await jobs().obliterate({ force: true });
  await rooms.close();
});

const sql = (text: string, params: unknown[]) => rooms.get(PlatformRepository).rows(text, params);
const ask: Ask = (text, params = []) => rooms.get(PlatformRepository).rows(text, params);
const jobs = () => rooms.get<Queue>(getQueueToken(gapsQueue.name), { strict: false });
const keep = (scope: StoreScope, retention: Partial<Retention>) =>
  rooms.get(StoreRetention).replace(scope, retention);
const sweep = () => rooms.get(ReceiptSweep).removeOld();
const receiptOf = (scope: StoreScope, place: MessagePlace) =>
  rooms.get(ReceiptService).get(scope, place);

/** An answer whose receipt was kept so many days ago. */
async function answered(scope: StoreScope, daysAgo: number): Promise<MessagePlace> {
  const { id: conversationId } = await rooms.get(ConversationService).create(scope);
  const { signal } = new AbortController();
  for await (const event of rooms.get(AnswerService).ask(scope, conversationId, 'Hi', signal)) {
    if (event.type !== 'done') continue;
    const messageId = event.message.id;
    await sql(
      `UPDATE receipts SET created_at = now() - make_interval(days => $3)
       WHERE store_id = $1 AND message_id = $2`,
      [scope.storeId, messageId, daysAgo],
    );
    return { conversationId, messageId };
  }
  throw new Error('the answer failed');
}

describe('receipts that are kept no longer', () => {
  it('go from every store, and their messages and younger receipts stay', async () => {
    const [old, young] = [await answered(a, DAYS + 1), await answered(a, DAYS - 1)];
    const others = await answered(b, DAYS + 1);

    expect(await sweep()).toBe(2);

    expect(await codeOf(receiptOf(a, old))).toBe('AGENT_RECEIPT_NOT_FOUND');
    expect(await codeOf(receiptOf(b, others))).toBe('AGENT_RECEIPT_NOT_FOUND');
    await expect(receiptOf(a, old)).rejects.toThrow('older than the store keeps receipts');
    expect(await receiptOf(a, young)).toMatchObject({ timings: {} });
    const kept = await rooms.get(ConversationService).listMessages(a, old.conversationId);
    expect(kept.items.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(await sweep()).toBe(0);
  });

  it('go a bounded number at a time, also where two processes remove them', async () => {
    const { conversationId } = await answered(a, 0);
    await sql(
      `WITH made AS (
         INSERT INTO messages (store_id, conversation_id, seq, role, content, outcome)
         SELECT $1, $2, 1000 + n, 'assistant', 'Hi', 'small_talk' FROM generate_series(1, $3::int) n
         RETURNING id)
       INSERT INTO receipts (store_id, message_id, receipt, created_at)
       SELECT $1, id, '{}', now() - make_interval(days => $4) FROM made`,
      [a.storeId, conversationId, MANY, DAYS + 1],
    );

    const removed = await Promise.all([sweep(), sweep()]);
    removed.push(await sweep(), await sweep());

    expect(Math.max(...removed)).toBe(500);
    expect(removed.reduce((sum, one) => sum + one)).toBe(MANY);
  });
});

describe("a store's own retention", () => {
  it("goes before the deployment's, and only where it says something", async () => {
    await keep(a, { receipt_days: 10 });
    await keep(b, { receipt_days: 1_000, usage_days: 90 });
    const [short, long] = [await answered(a, 11), await answered(b, DAYS + 1)];

    await sweep();

    expect(await codeOf(receiptOf(a, short))).toBe('AGENT_RECEIPT_NOT_FOUND');
    expect(await receiptOf(b, long)).toMatchObject({ timings: {} });
    expect(await rooms.get(StoreRetention).get(b)).toEqual({
      conversation_days: DAYS,
      receipt_days: 1_000,
      usage_days: 90,
    });
  });

  it('is as the deployment has it again where nothing is said any more', async () => {
    await keep(a, { receipt_days: 10 });

    await keep(a, {});

    expect(await rooms.get(StoreRetention).get(a)).toMatchObject({ receipt_days: DAYS });
  });
});

describe('conversations that are kept no longer', () => {
  const forget = (scope: StoreScope) =>
    rooms.get(ConversationForgetter).forget(scope, new AbortController().signal);
  const age = (scope: StoreScope, begun: number, spokenIn: number) =>
    sql(
      `UPDATE conversations SET created_at = now() - make_interval(days => $2),
         updated_at = now() - make_interval(days => $3) WHERE store_id = $1 RETURNING id`,
      [scope.storeId, begun, spokenIn],
    );
  const names = [...ownTables.map(({ name }) => name), 'gaps', 'webhook_deliveries'];

  /** A row in every table that a conversation has something in. */
  async function spoken(scope: StoreScope, begun: number, spokenIn = begun): Promise<void> {
    await fillStore(ask, scope.storeId, 'said', names);
    await sql(
      `UPDATE webhook_deliveries d SET subject_id = c.id FROM conversations c
       WHERE d.store_id = $1 AND c.store_id = $1 RETURNING d.id`,
      [scope.storeId],
    );
    await age(scope, begun, spokenIn);
  }
  it('go with all that hangs on them, but for what their calls cost', async () => {
    await spoken(a, DAYS + 1);
    await spoken(b, DAYS - 1);
    const others = await rowsOf(rooms.get(PlatformRepository), b.storeId);

    expect([await forget(a), await forget(b)]).toEqual(['done', 'skipped']);

    for (const name of names.filter((one) => one !== 'usage_entries')) {
      expect([name, await sql(`SELECT * FROM ${name} WHERE store_id = $1`, [a.storeId])]).toEqual([
        name,
        [],
      ]);
    }
    expect(
      await sql(`SELECT conversation_id AS of FROM usage_entries WHERE store_id = $1`, [a.storeId]),
    ).toEqual([{ of: null }]);
    expect(await rowsOf(rooms.get(PlatformRepository), b.storeId)).toEqual(others);
    expect(await forget(a)).toBe('skipped');
  });

  it('stay while somebody speaks in them, however long ago they began', async () => {
    await spoken(a, 10 * DAYS, DAYS - 1);

    expect(await forget(a)).toBe('skipped');
  });

  it('go in as many pieces as it takes', async () => {
    await sql(
      `INSERT INTO conversations (store_id) SELECT $1 FROM generate_series(1, 45) RETURNING id`,
      [a.storeId],
    );
    await age(a, DAYS + 1, DAYS + 1);
    await rooms.get(ConversationService).create(a);

    expect(await forget(a)).toBe('done');

    const left = await rooms.get(ConversationService).list(a, { limit: 10 });
    expect(left.items).toHaveLength(1);
  });

  it('are looked for by the sweep, which has each such store forget its own', async () => {
    await spoken(a, DAYS + 1);
    await spoken(b, DAYS + 1);
    await keep(b, { conversation_days: 10 * DAYS });

    await rooms.get(ConversationSweep).nudgeOld();

    const waiting = await jobs().getJobs();
    const nudged = waiting
      .filter(({ name }) => name === forgetConversationsJob.name)
      .map(({ data }) => (data as { storeId: string }).storeId);
    expect(nudged).toContain(a.storeId);
    expect(nudged).not.toContain(b.storeId);
  });
});
