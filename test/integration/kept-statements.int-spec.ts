import {
  ApiKey,
  AppError,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { aStore, openRooms } from '../support/rooms.js';

const sql = 'SELECT 12 / $2::int AS quotient FROM stores WHERE id = $1';

class Quotients extends StoreScopedRepository<ApiKey> {
  constructor(connections: StoreConnections) {
    super(connections, ApiKey);
  }

  divide(scope: StoreScope, divisor: unknown): Promise<{ quotient: number }[]> {
    return this.rows(scope, sql, [divisor], { isKept: true });
  }

  protected notFound(id: string) {
    return new AppError({ kind: 'not_found', code: 'TEST', message: id });
  }
}

let rooms: TestingModule;
let quotients: Quotients;
let a: StoreScope;
let b: StoreScope;

beforeAll(async () => {
  rooms = await openRooms();
  quotients = new Quotients(rooms.get(StoreConnections));
  a = await aStore(rooms);
  b = await aStore(rooms);
});
afterAll(() => rooms.close());

/** How often the connection that is next in turn has prepared it. */
const kept = () =>
  rooms
    .get(StoreConnections)
    .withoutStore<{ count: number }[]>((manager) =>
      manager.query('SELECT count(*)::int FROM pg_prepared_statements WHERE statement = $1', [sql]),
    );

const divide = async (scope: StoreScope, divisor: unknown) =>
  (await quotients.divide(scope, divisor))[0]?.quotient;

describe('a kept statement', () => {
  it('is prepared once and answers every store', async () => {
    expect([await divide(a, 3), await divide(b, 4), await divide(a, 6)]).toEqual([4, 3, 2]);

    expect(await kept()).toEqual([{ count: 1 }]);
  });

  it('answers again after it has failed, whether it ran or was never bound', async () => {
    await expect(divide(a, 0)).rejects.toThrow('division by zero');
    await expect(divide(a, 'three')).rejects.toThrow('invalid input syntax');

    expect([await divide(a, 3), await divide(b, 4)]).toEqual([4, 3]);
    expect(await kept()).toEqual([{ count: 1 }]);
  });

  it('answers on many connections at once', async () => {
    const divisors = Array.from({ length: 60 }, (_, i) => (i % 12) + 1);

    const answers = await Promise.all(divisors.map((divisor, i) => divide(i % 2 ? a : b, divisor)));

    expect(answers).toEqual(divisors.map((divisor) => Math.trunc(12 / divisor)));
  });
});
