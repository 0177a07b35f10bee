import { AppError, type NewStore, StoreScope, StoresService, TenancyModule } from '@app/tenancy';
import type { ModuleMetadata } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';

/** Boots the tenancy floor and the given rooms on the test database, without a door. Close it in `afterAll`. */
export async function openRooms(more: ModuleMetadata = {}): Promise<TestingModule> {
  const rooms = await Test.createTestingModule({
    ...more,
    imports: [TenancyModule, ...(more.imports ?? [])],
  }).compile();
  rooms.enableShutdownHooks();
  return rooms.init();
}

/** A fresh store, so that suites on one database never meet. */
export async function aStore(
  rooms: Pick<TestingModule, 'get'>,
  fields: Partial<NewStore> = {},
): Promise<StoreScope> {
  const service = rooms.get(StoresService, { strict: false });
  const store = await service.create({ name: 'A store', ...fields });
  return StoreScope.open(store.id);
}

/** The code of the `AppError` that a promise ends with, another error as it is. */
export const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
