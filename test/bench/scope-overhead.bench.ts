import {
  ApiKey,
  ApiKeysService,
  AppError,
  KeyDirectory,
  StoreConnections,
  StoreScopedRepository,
} from '@app/tenancy';
import { DataSource } from 'typeorm';

import { aStore, openRooms } from '../support/rooms.js';
import { ms, timed, timing } from './measure.js';

class Keys extends StoreScopedRepository<ApiKey> {
  constructor(connections: StoreConnections) {
    super(connections, ApiKey);
  }

  read(scope: Parameters<typeof this.get>[0], id: string) {
    return this.rows(scope, 'SELECT id, name FROM api_keys WHERE store_id = $1 AND id = $2', [id]);
  }

  protected notFound(id: string) {
    return new AppError({ kind: 'not_found', code: 'BENCH', message: id });
  }
}

/** What a scope costs: key check, role, store setting and policy, against the same read without any of them. */
export async function run([count = '2000']: string[]): Promise<void> {
  const rooms = await openRooms();
  const scope = await aStore(rooms);
  const { apiKey, key } = await rooms.get(ApiKeysService).create(scope, { kind: 'store' });
  const keys = new Keys(rooms.get(StoreConnections));
  const source = rooms.get(DataSource);
  // the login itself has no rights, so the bare query takes on the role for its session, on a connection of its own
  const bare = source.createQueryRunner();
  await bare.query('SET ROLE storehand_platform');
  const n = Number(count);

  const plain = timing(
    await timed(n, () => bare.query('SELECT id, name FROM api_keys WHERE id = $1', [apiKey.id])),
  );
  const scoped = timing(await timed(n, () => keys.read(scope, apiKey.id)));
  const check = timing(await timed(n, () => rooms.get(KeyDirectory).find(key)));

  await bare.query('RESET ROLE');
  await bare.release();
  process.stdout.write(
    [
      `plain query          p50 ${ms(plain.p50)}   p95 ${ms(plain.p95)}`,
      `in a scope           p50 ${ms(scoped.p50)}   p95 ${ms(scoped.p95)}`,
      `overhead of scope    p50 ${ms(scoped.p50 - plain.p50)}   p95 ${ms(scoped.p95 - plain.p95)}`,
      `key check, warm      p50 ${ms(check.p50)}   p95 ${ms(check.p95)}`,
      '',
    ].join('\n'),
  );
  await rooms.close();
}
