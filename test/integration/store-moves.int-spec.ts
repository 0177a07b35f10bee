import { randomUUID } from 'node:crypto';

import { AgentModule, AnswerService, ConversationService } from '@app/agent';
import { CheckQuestionService, KnowledgeModule, KnowledgeSearch } from '@app/knowledge';
import {
  ApiKeysService,
  Databases,
  PlatformRepository,
  StoreHolds,
  type StoreMove,
  StoreMoveRunner,
  StoreMovesService,
  StoreSamples,
  type StoreScope,
  StoresService,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { withEnv } from '../e2e/running-api.js';
import { IndexedPages } from '../support/indexed-pages.js';
import { anotherDatabase } from '../support/placements/another-database.js';
import { aStore, codeOf, openRooms } from '../support/rooms.js';

let rooms: TestingModule;
let apart: Awaited<ReturnType<typeof anotherDatabase>>;
const never = new AbortController().signal;

beforeAll(async () => {
  apart = await anotherDatabase('apart');
  process.env['PLACEMENT_URLS'] = apart.placement;
  rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
}, 120_000);
afterAll(async () => {
  await rooms.close();
  await apart.stop();
  delete process.env['PLACEMENT_URLS'];
});

const service = <T>(type: new (...args: never[]) => T): T => rooms.get(type, { strict: false });

async function moved(scope: StoreScope, target: string): Promise<StoreMove> {
  const moves = service(StoreMovesService);
  const { id } = await moves.begin(scope, target);
  await service(StoreMoveRunner).runNext(never);
  return moves.get(scope, id);
}

/** Of a table in the database of a placement. */
async function rowsIn(placement: string, table: string, { storeId }: StoreScope): Promise<number> {
  const { source } = await service(Databases).get(placement);
  return source.transaction(async (manager) => {
    await manager.query(`SELECT set_config('role', 'storehand_runtime', true)`);
    await manager.query(`SELECT set_config('app.store_id', $1, true)`, [storeId]);
    const [row] = (await manager.query(`SELECT count(*)::int AS n FROM ${table}`)) as [
      { n: number },
    ];
    return row.n;
  });
}

const pages = [
  { path: '/wash', title: 'Care', markdown: 'Wash the pillow at forty degrees.' },
  { path: '/send', title: 'Delivery', markdown: 'We deliver every pillow within three days.' },
];

/** From so many statements on none reaches a database, as when the process died; returns how to come back. */
async function dyingAfter(statements: number): Promise<() => void> {
  let left = statements;
  const databases = service(Databases);
  const spies = [databases.shared, await databases.get('apart')].flatMap((database) =>
    (['alone', 'begin'] as const).map((name) => {
      const real = database[name].bind(database) as (...args: unknown[]) => Promise<unknown>;
      const dying = (...args: unknown[]) =>
        left-- > 0 ? real(...args) : Promise.reject(new Error('The process is dead.'));
      return jest.spyOn(database, name).mockImplementation(dying as never);
    }),
  );
  return () => spies.forEach((spy) => spy.mockRestore());
}

/** A question of a shopper, answered to its end. */
async function answered(scope: StoreScope, content: string): Promise<void> {
  const { id } = await service(ConversationService).create(scope, {});
  for await (const _ of service(AnswerService).ask(scope, id, content, never));
}

/** As fifteen seconds later. */
const forgetHolder = ({ storeId }: StoreScope) =>
  service(PlatformRepository).rows(
    `UPDATE store_moves SET heartbeat_at = '-infinity' WHERE store_id = $1 RETURNING id`,
    [storeId],
  );

describe('a store that moves', () => {
  it('takes its rows along, and is read and written where it then lives', async () => {
    const scope = await aStore(rooms, { name: 'Moving', settings: { tone: 'warm' } });
    const conversations = service(ConversationService);
    const { id } = await conversations.create(scope, {});

    const move = await moved(scope, 'apart');

    expect(move).toMatchObject({ step: 'moved', error: null, source: 'shared', target: 'apart' });
    expect(move.verified?.rows).toBeGreaterThan(0);
    expect(move.readOnlyMs).toBeGreaterThan(0);
    expect(await conversations.get(scope, id)).toMatchObject({ id });
    const { id: later } = await conversations.create(scope, {});
    expect(await rowsIn('apart', 'conversations', scope)).toBe(2);
    expect(await rowsIn('shared', 'conversations', scope)).toBe(1);
    expect(await service(StoresService).get(scope)).toMatchObject({ settings: { tone: 'warm' } });

    const back = await moved(scope, 'shared');

    expect(back).toMatchObject({ step: 'moved', source: 'apart', target: 'shared' });
    expect(await conversations.get(scope, later)).toMatchObject({ id: later });
    expect(await rowsIn('shared', 'conversations', scope)).toBe(2);
  });

  it('is found alike where it goes, vectors and all, and goes on being indexed there', async () => {
    const scope = await aStore(rooms);
    const knowledge = new IndexedPages(rooms);
    await knowledge.ingest(scope, pages);
    const search = async () => {
      const { results } = await service(KnowledgeSearch).search(scope, 'pillow degrees');
      return results.map(({ chunkId, score, denseScore }) => ({ chunkId, score, denseScore }));
    };
    const before = await search();

    const { verified } = await moved(scope, 'apart');

    expect(before.length).toBeGreaterThan(0);
    expect(verified?.samples).toEqual({ search: 2, answers: 2 });
    expect(await search()).toEqual(before);
    await knowledge.ingest(scope, [...pages, { path: '/new', title: 'New', markdown: 'Degrees.' }]);
    expect(await search()).not.toEqual(before);
    expect(await rowsIn('apart', 'releases', scope)).toBe(2);
    expect(await rowsIn('shared', 'releases', scope)).toBe(1);
  });

  it('is seen by sweeps in one database alone, wherever else it has rows', async () => {
    const scope = await aStore(rooms);
    await new IndexedPages(rooms).crawl(scope, pages);
    await moved(scope, 'apart');
    const everywhere = await service(PlatformRepository).everywhere<{ storeId: string }>(
      `SELECT store_id AS "storeId" FROM ingests WHERE store_id = $1`,
      [scope.storeId],
    );

    expect(everywhere).toEqual([{ storeId: scope.storeId }]);
  });

  it('keeps what was written while it was copied, and lets writers wait while it takes none', async () => {
    const scope = await aStore(rooms);
    const conversations = service(ConversationService);
    const written: string[] = [];
    let isOver = false;
    const writing = (async () => {
      while (!isOver) written.push((await conversations.create(scope, {})).id);
    })();

    const { step } = await moved(scope, 'apart');
    isOver = true;
    await writing;

    expect(step).toBe('moved');
    expect(written.length).toBeGreaterThan(2);
    expect(await rowsIn('apart', 'conversations', scope)).toBe(written.length);
    for (const id of written) expect(await conversations.get(scope, id)).toMatchObject({ id });
  });

  it('is read, but not written, where it is held; what would write waits', async () => {
    const scope = await aStore(rooms);
    const conversations = service(ConversationService);
    const { id } = await conversations.create(scope, {});
    const { shared } = service(Databases);
    await service(StoreHolds).hold(shared, scope, 'moving');

    const writing = conversations.create(scope, {});
    for (let n = 0; n < 5; n += 1) await conversations.get(scope, id);
    const rows = await rowsIn('shared', 'conversations', scope);
    await service(StoreHolds).release(shared, scope);
    await writing;

    expect(rows).toBe(1);
    expect(await rowsIn('shared', 'conversations', scope)).toBe(2);
  });

  it('is never lost, wherever the process that moves it dies: the next one ends it', async () => {
    const scope = await aStore(rooms);
    await new IndexedPages(rooms).ingest(scope, pages);
    const { id } = await service(ConversationService).create(scope, {});
    const deaths = 12;
    let target = 'apart';
    for (let death = 1; death <= deaths; death += 1) {
      const move = await service(StoreMovesService).begin(scope, target);
      const revive = await dyingAfter(death ** 2);
      await service(StoreMoveRunner)
        .runNext(never)
        .catch(() => undefined);
      revive();
      expect(await service(ConversationService).get(scope, id)).toMatchObject({ id });

      await forgetHolder(scope);
      await service(StoreMoveRunner).runNext(never);

      expect(await service(StoreMovesService).get(scope, move.id)).toMatchObject({ step: 'moved' });
      await service(ConversationService).create(scope, {});
      expect(await rowsIn(target, 'conversations', scope)).toBe(death + 1);
      target = target === 'apart' ? 'shared' : 'apart';
    }
  }, 120_000);

  it('answers its shoppers alike where it goes, or stays where it is', async () => {
    const scope = await aStore(rooms);
    await new IndexedPages(rooms).ingest(scope, pages);
    const answers = async () => (await service(StoreSamples).take(scope)).get('answers');
    const checks = service(CheckQuestionService);
    const check = { question: 'When do you deliver?', expectedUrl: null };
    await checks.create(scope, { ...check, expectedText: 'three days' });
    const checked = await answers();

    const other = () => Promise.resolve({ items: [{ question: randomUUID() }], nextCursor: null });
    const asking = jest.spyOn(checks, 'list').mockImplementation(other as never);
    const stopped = await moved(scope, 'apart');
    asking.mockRestore();
    await answered(scope, 'How do I wash the pillow?');
    await answered(scope, 'Who is the king of France?');
    await forgetHolder(scope);
    await service(StoreMoveRunner).runNext(never);

    expect(checked).toEqual([expect.stringMatching(/^When do you deliver\? .*three days/s)]);
    expect(stopped).toMatchObject({ step: 'copying', failures: 1 });
    expect(stopped.error).toContain('samples of answers');
    expect(await service(StoreMovesService).get(scope, stopped.id)).toMatchObject({
      step: 'moved',
      verified: { samples: { search: 2, answers: 1 } },
    });
    expect(await answers()).toEqual([
      expect.stringMatching(
        /^How do I wash the pillow\? .*“Wash the pillow at forty degrees.” \[1\]/s,
      ),
    ]);
    expect(await rowsIn('apart', 'messages', scope)).toBe(4);
    expect(await rowsIn('apart', 'usage_entries', scope)).toBe(0);
  });

  it('is given up after five tries that do not end well, and the store stays where it was', async () => {
    const scope = await aStore(rooms);
    const moves = service(StoreMovesService);
    const { id } = await moves.begin(scope, 'apart');
    service(StoreSamples).register('a spec', ({ storeId }) =>
      Promise.resolve([storeId === scope.storeId ? randomUUID() : '']),
    );

    for (let n = 0; n < 5; n += 1) {
      await forgetHolder(scope);
      await service(StoreMoveRunner).runNext(never);
    }
    expect(await moves.get(scope, id)).toMatchObject({ step: 'cancelling', failures: 5 });
    await forgetHolder(scope);
    await service(StoreMoveRunner).runNext(never);
    service(StoreSamples).register('a spec', () => Promise.resolve([]));

    const { step, error } = await moves.get(scope, id);
    expect({ step, error }).toEqual({
      step: 'cancelled',
      error: expect.stringContaining('samples of a spec') as string,
    });
    await service(ConversationService).create(scope, {});
    expect(await rowsIn('shared', 'conversations', scope)).toBe(1);
  });

  it('is neither shown nor written by a process that does not know its placement', async () => {
    const scope = await aStore(rooms);
    await moved(scope, 'apart');
    await withEnv({ PLACEMENT_URLS: '' }, async () => {
      const others = await openRooms({ imports: [KnowledgeModule, AgentModule] });
      const conversations = others.get(ConversationService, { strict: false });

      expect(await codeOf(conversations.list(scope))).toBe('TENANCY_DATABASE_UNAVAILABLE');
      expect(await codeOf(conversations.create(scope))).toBe('TENANCY_DATABASE_UNAVAILABLE');
      await others.close();
    });
  });

  it('leaves nothing behind once the move is confirmed', async () => {
    const scope = await aStore(rooms);
    await service(ConversationService).create(scope, {});
    const { id } = await moved(scope, 'apart');

    await service(StoreMovesService).confirm(scope, id);
    await service(StoreMoveRunner).runNext(never);

    expect(await service(StoreMovesService).get(scope, id)).toMatchObject({ step: 'confirmed' });
    expect(await rowsIn('shared', 'conversations', scope)).toBe(0);
    expect(await rowsIn('shared', 'store_holds', scope)).toBe(0);
    expect(await rowsIn('apart', 'conversations', scope)).toBe(1);
  });

  it('keeps its keys, and its own row, in step wherever it lives', async () => {
    const scope = await aStore(rooms);
    await moved(scope, 'apart');
    const keys = service(ApiKeysService);

    const { apiKey } = await keys.create(scope, { kind: 'store' });
    await service(StoresService).update(scope, { name: 'Renamed' });

    expect(await keys.list(scope)).toMatchObject([{ id: apiKey.id }]);
    expect(await rowsIn('shared', 'api_keys', scope)).toBe(1);
    expect(await service(StoresService).get(scope)).toMatchObject({ name: 'Renamed' });
  });

  it('is refused where it lives already, elsewhere than configured, or while it moves', async () => {
    const scope = await aStore(rooms);
    const moves = service(StoreMovesService);

    expect(await codeOf(moves.begin(scope, 'shared'))).toBe('TENANCY_MOVE_CONFLICT');
    expect(await codeOf(moves.begin(scope, 'nowhere'))).toBe('TENANCY_PLACEMENT_UNKNOWN');
    const { id } = await moves.begin(scope, 'apart');
    expect(await codeOf(moves.begin(scope, 'apart'))).toBe('TENANCY_MOVE_CONFLICT');
    expect(await codeOf(moves.confirm(scope, id))).toBe('TENANCY_MOVE_CONFLICT');
    await moves.cancel(scope, id);
    await service(StoreMoveRunner).runNext(never);
    expect(await moves.get(scope, id)).toMatchObject({ step: 'cancelled' });
  });
});
