import { AgentModule, AnswerService, ConversationService } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { type StoreScope, TenancyModule } from '@app/tenancy';
import { Test, type TestingModule } from '@nestjs/testing';

import { aStore, codeOf } from '../support/rooms.js';
import { FixedSearchModule } from './fixed-search.js';

let rooms: TestingModule;
let conversations: ConversationService;
let a: StoreScope;
let b: StoreScope;

beforeAll(async () => {
  rooms = await Test.createTestingModule({ imports: [TenancyModule, AgentModule] })
    .overrideModule(KnowledgeModule)
    .useModule(FixedSearchModule)
    .compile();
  await rooms.init();
  conversations = rooms.get(ConversationService);
  a = await aStore(rooms, { name: 'A' });
  b = await aStore(rooms, { name: 'B' });
});
afterAll(() => rooms.close());

async function say(scope: StoreScope, id: string, content: string): Promise<void> {
  for await (const event of rooms
    .get(AnswerService)
    .ask(scope, id, content, new AbortController().signal)) {
    if (event.type === 'error') throw new Error(event.error.code);
  }
}

describe('conversations', () => {
  it('keep who asks and what the integrator adds', async () => {
    const { id } = await conversations.create(a, {
      shopperId: 'customer-4711',
      metadata: { page: '/x' },
    });

    expect(await conversations.get(a, id)).toMatchObject({
      shopperId: 'customer-4711',
      metadata: { page: '/x' },
      state: 'agent',
    });
  });

  it('of another store look missing', async () => {
    const { id } = await conversations.create(a);
    await say(a, id, 'Hello');

    const gone = 'AGENT_CONVERSATION_NOT_FOUND';
    expect(await codeOf(conversations.get(b, id))).toBe(gone);
    expect(await codeOf(conversations.remove(b, id))).toBe(gone);
    expect(await codeOf(conversations.listMessages(b, id))).toBe(gone);
    expect(await codeOf(say(b, id, 'Hello'))).toBe(gone);
    expect((await conversations.listMessages(a, id)).items).toHaveLength(2);
    expect((await conversations.list(b)).items.map((one) => one.id)).not.toContain(id);
  });

  it('are listed newest first, slice by slice, none lost and none twice', async () => {
    const scope = await aStore(rooms);
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.unshift((await conversations.create(scope)).id);

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const slice = await conversations.list(scope, { cursor, limit: 2 });
      seen.push(...slice.items.map(({ id }) => id));
      cursor = slice.nextCursor ?? undefined;
    } while (cursor !== undefined);

    expect(seen).toEqual(made);
  });

  it('list their messages in the order they were written', async () => {
    const { id } = await conversations.create(a);
    await say(a, id, 'Hello');
    await say(a, id, 'Thanks');

    const first = await conversations.listMessages(a, id, { limit: 3 });
    const rest = await conversations.listMessages(a, id, {
      limit: 3,
      cursor: first.nextCursor ?? '',
    });

    expect([...first.items, ...rest.items].map(({ role, seq }) => `${seq} ${role}`)).toEqual([
      '1 user',
      '2 assistant',
      '3 user',
      '4 assistant',
    ]);
    expect(rest.nextCursor).toBeNull();
  });

  it('refuse a cursor that no list returned', async () => {
    expect(await codeOf(conversations.list(a, { cursor: 'nonsense' }))).toBe(
      'TENANCY_CURSOR_MALFORMED',
    );
  });

  it('take their messages with them when removed', async () => {
    const { id } = await conversations.create(a);
    await say(a, id, 'Hello');

    await conversations.remove(a, id);

    expect(await codeOf(conversations.get(a, id))).toBe('AGENT_CONVERSATION_NOT_FOUND');
    expect(await codeOf(conversations.remove(a, id))).toBe('AGENT_CONVERSATION_NOT_FOUND');
  });
});
