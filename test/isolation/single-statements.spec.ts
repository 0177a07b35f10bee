import { randomUUID } from 'node:crypto';

import {
  ApiKey,
  AppError,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';

import { aStore, openRooms } from '../support/rooms.js';

interface Settings {
  role: string;
  store: string | null;
  timeout: string;
  jit: string;
}

const settingsSql = `SELECT current_user AS role, current_setting('app.store_id', true) AS store,
  current_setting('statement_timeout') AS timeout, current_setting('jit') AS jit`;

/** Statements as repositories send them; each is a transaction by itself. */
class Statements extends StoreScopedRepository<ApiKey> {
  constructor(connections: StoreConnections) {
    super(connections, ApiKey);
  }

  async settings(scope: StoreScope): Promise<Settings | undefined> {
    return (await this.rows<Settings>(scope, `${settingsSql} FROM stores WHERE id = $1`))[0];
  }

  seen(scope: StoreScope): Promise<{ id: string }[]> {
    return this.rows(scope, 'SELECT id FROM stores WHERE id = $1 OR true');
  }

  rename(scope: StoreScope, name: string, divisor: number): Promise<{ id: string }[]> {
    const sql = 'UPDATE stores SET name = $2 WHERE id = $1 AND 1 / $3::int = 1 RETURNING id';
    return this.rows(scope, sql, [name, divisor]);
  }

  /** Every row that the database shows. */
  renameAll(scope: StoreScope, name: string): Promise<{ id: string }[]> {
    const sql = `UPDATE stores SET name = $2 WHERE $1 <> '' AND (id = $3 OR true) RETURNING id`;
    return this.rows(scope, sql, [name, randomUUID()]);
  }

  /** Asked for at once with the beginning of their transaction, and its end with them. */
  renameTogether(scope: StoreScope, name: string, divisor: number): Promise<void> {
    return this.connections.transaction(scope, (tx) =>
      this.connections.last(tx, [this.rename(tx, name, divisor), this.renameAll(tx, name)]),
    );
  }

  async renameLate(scope: StoreScope, name: string): Promise<void> {
    await this.connections.transaction(scope, async (tx) => {
      await this.connections.last(tx, [this.name(tx)]);
      await this.rename(tx, name, 1);
    });
  }

  /** One of them through TypeORM, which sends it a moment later than the others. */
  async settingsTogether(scope: StoreScope): Promise<Settings | undefined> {
    return this.connections.transaction(scope, async (tx) => {
      const late = this.connections.run(tx, (manager) => manager.query<Settings[]>(settingsSql));
      await this.connections.last(tx, [this.name(tx), late]);
      return (await late)[0];
    });
  }

  /** Work that has last statements of its own, inside of a transaction that another began and then gives up. */
  renameWithin(scope: StoreScope, name: string): Promise<void> {
    return this.connections.transaction(scope, async (tx) => {
      await this.renameTogether(tx, name, 1);
      await this.rename(tx, 'lost', 0);
    });
  }

  name(scope: StoreScope): Promise<{ name: string }[]> {
    return this.rows(scope, 'SELECT name FROM stores WHERE id = $1');
  }

  protected notFound(id: string) {
    return new AppError({ kind: 'not_found', code: 'TEST', message: id });
  }
}

let rooms: TestingModule;
let statements: Statements;
let a: StoreScope;
let b: StoreScope;

beforeAll(async () => {
  rooms = await openRooms();
  statements = new Statements(rooms.get(StoreConnections));
  a = await aStore(rooms, { name: 'A' });
  b = await aStore(rooms, { name: 'B' });
});
afterAll(() => rooms.close());

/** What a connection of the pool is left with. */
async function leftBehind(): Promise<Settings> {
  const [settings] = await rooms.get(DataSource).query<Settings[]>(settingsSql);
  return settings!;
}

describe('a statement that is a transaction by itself', () => {
  it('runs as the runtime, bound to its store and in bounded time', async () => {
    expect(await statements.settings(a)).toEqual({
      role: 'storehand_runtime',
      store: a.storeId,
      timeout: '30s',
      jit: 'off',
    });
  });

  it('sees no other store, however it asks', async () => {
    expect(await statements.seen(a)).toEqual([{ id: a.storeId }]);
  });

  it('leaves nothing on the connection, whether it succeeds or fails', async () => {
    const before = await leftBehind();

    await statements.rename(a, 'A renamed', 1);
    await expect(statements.rename(a, 'lost', 0)).rejects.toThrow('division by zero');

    expect(await statements.name(a)).toEqual([{ name: 'A renamed' }]);
    expect({ ...(await leftBehind()), store: null }).toEqual({ ...before, store: null });
    expect((await leftBehind()).store ?? '').toBe('');
  });

  it('does not run where its store could not be taken on', async () => {
    const broken = ["' NONSENSE '", "'; RESET ROLE; SELECT '"];
    const forged = broken.map((storeId) => Object.assign(a.derive(), { storeId }));

    for (const scope of forged) {
      await expect(statements.renameAll(scope, 'taken over')).rejects.toThrow();
    }

    expect(await statements.name(b)).toEqual([{ name: 'B' }]);
    expect(await statements.renameAll(a, 'mine')).toEqual([{ id: a.storeId }]);
  });

  it('keeps to its store among many at once, of which every tenth fails', async () => {
    const wrong: unknown[] = [];
    await Promise.all(
      Array.from({ length: 400 }, async (_, i) => {
        const scope = i % 2 === 0 ? a : b;
        if (i % 10 === 9) await statements.rename(scope, 'never', 0).catch(() => undefined);
        const settings = await statements.settings(scope);
        if (settings?.store !== scope.storeId) wrong.push(settings);
      }),
    );

    expect(wrong).toEqual([]);
  });
});

describe('statements of a transaction that travel together', () => {
  it('are kept together, or none of them is', async () => {
    await statements.renameTogether(a, 'together', 1);
    await expect(statements.renameTogether(a, 'lost', 0)).rejects.toThrow('division by zero');

    expect(await statements.name(a)).toEqual([{ name: 'together' }]);
  });

  it('do not run where their store could not be taken on', async () => {
    const forged = Object.assign(a.derive(), { storeId: "' NONSENSE '" });

    await expect(statements.renameTogether(forged, 'taken over', 1)).rejects.toThrow('NONSENSE');

    expect(await statements.name(a)).toEqual([{ name: 'together' }]);
    expect(await statements.name(b)).toEqual([{ name: 'B' }]);
  });

  it('are all before the end, whatever sends them', async () => {
    expect(await statements.settingsTogether(a)).toMatchObject({
      role: 'storehand_runtime',
      store: a.storeId,
    });
  });

  it('let nothing join after the last of them', async () => {
    await expect(statements.renameLate(a, 'late')).rejects.toThrow('inside a transaction');

    expect(await statements.name(a)).toEqual([{ name: 'together' }]);
  });

  it('do not end the transaction of another', async () => {
    await expect(statements.renameWithin(a, 'within')).rejects.toThrow('division by zero');

    expect(await statements.name(a)).toEqual([{ name: 'together' }]);
  });
});
