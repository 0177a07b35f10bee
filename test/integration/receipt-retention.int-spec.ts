import {
  AGENT_CONFIG,
  AgentModule,
  AnswerService,
  ConversationService,
  type MessagePlace,
  ReceiptService,
  ReceiptSweep,
} from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { PlatformRepository, type StoreScope, TenancyModule } from '@app/tenancy';
import { Test, type TestingModule } from '@nestjs/testing';

import { aStore, codeOf } from '../support/rooms.js';

const DAYS = 30;
/** More than two sweeps remove. */
const MANY = 1_001;

let rooms: TestingModule;
let a: StoreScope;
let b: StoreScope;

beforeAll(async () => {
  rooms = await Test.createTestingModule({ imports: [TenancyModule, KnowledgeModule, AgentModule] })
    .overrideProvider(AGENT_CONFIG)
    .useValue({ chatModel: null, receiptDays: DAYS })
    .compile();
  await rooms.init();
});
beforeEach(async () => {
  [a, b] = [await aStore(rooms), await aStore(rooms)];
});
afterAll(() => rooms.close());

const sql = (text: string, params: unknown[]) => rooms.get(PlatformRepository).rows(text, params);
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
    await expect(receiptOf(a, old)).rejects.toThrow('RECEIPT_RETENTION_DAYS');
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
