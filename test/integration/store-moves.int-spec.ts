import { AgentModule, ConversationService } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import {
  ApiKeysService,
  Databases,
  type StoreMove,
  StoreMoveRunner,
  StoreMovesService,
  type StoreScope,
  StoresService,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { anotherDatabase } from '../support/another-database.js';
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
