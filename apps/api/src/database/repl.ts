import { StoreDirectory, type StoreScope } from '@app/tenancy';
import { repl } from '@nestjs/core';

import { asStore } from './as-store.js';
import { RoomsModule } from './rooms.module.js';

/** `npm run repl`: Nest's REPL over the rooms, with `await asStore('demo')` for the scope that every method asks for. */
async function main(): Promise<void> {
  const server = await repl(RoomsModule);
  const stores = (server.context.get as (type: unknown) => StoreDirectory)(StoreDirectory);
  server.context.asStore = (idOrName: string): Promise<StoreScope> => asStore(stores, idOrName);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'unknown reason'}\n`);
  process.exitCode = 1;
});
