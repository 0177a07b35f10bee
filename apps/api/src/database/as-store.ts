import { isUuid, type StoreDirectory, StoreScope } from '@app/tenancy';

const atOnce = 200;

/**
 * The scope of a store, by its id or its name, for a person at a terminal who holds the database's own credentials. Throws
 * where there is no such store.
 */
export async function asStore(stores: StoreDirectory, idOrName: string): Promise<StoreScope> {
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await stores.list(cursor, atOnce);
    const found = items.find(({ id, name }) => id === idOrName || name === idOrName);
    if (found) return StoreScope.open(found.id);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  const hint = isUuid(idOrName) ? '' : ' Names are those of `npm run cli -- stores list`.';
  throw new Error(`There is no store ${idOrName}.${hint}`);
}
