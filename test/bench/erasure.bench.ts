import { randomUUID } from 'node:crypto';

import { AgentModule, ConversationService, ShopperEraser } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { type Ask, type Erasure, PlatformRepository, StoreEraser, storeTables } from '@app/tenancy';

import { fillStore } from '../support/privacy/filled-store.js';
import { findTraces } from '../support/privacy/find-traces.js';
import { aStore, openRooms } from '../support/rooms.js';
import { madeUpChunks } from './loading/made-up-chunks.js';
import { ProductLoad } from './loading/product-load.js';

const dimensions = 256;
const seconds = (from: number): string => `${((performance.now() - from) / 1_000).toFixed(1)} s`;

/** How long it takes to erase a shopper, then a store of so many chunks, with every trace of both looked for before and after. */
export async function run([count = '10000']: string[]): Promise<void> {
  const marker = `secret${randomUUID().replaceAll('-', '')}`;
  const pages = madeUpChunks(Number(count), dimensions);
  for (const chunk of pages.flatMap(({ chunks }) => chunks)) chunk.text = `${marker} ${chunk.text}`;
  const load = await ProductLoad.create(pages);
  await load.write(pages);
  const rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
  const ask: Ask = (sql, params = []) => rooms.get(PlatformRepository).rows(sql, params);
  const names = (await storeTables(ask)).map(({ name }) => name);
  const others = names.filter((name) => !name.startsWith('chunk') && name !== 'stores');
  await fillStore(ask, load.scope.storeId, marker, others);
  // the planner's samples of a table are taken anew where a neighbour has rows in it
  await fillStore(ask, (await aStore(rooms)).storeId, 'neighbour');
  const shopper = `shopper${marker}`;
  await rooms.get(ConversationService).create(load.scope, { shopperId: shopper });

  const before = await findTraces(marker);
  let from = performance.now();
  const ofShopper = await rooms.get(ShopperEraser).erase(load.scope, shopper);
  report('shopper', ofShopper, seconds(from), await findTraces(shopper));
  from = performance.now();
  const ofStore = await rooms.get(StoreEraser).erase(load.scope);
  report(`store of ${count} chunks`, ofStore, seconds(from), await findTraces(marker));
  process.stdout.write(`the marker stood in ${before.length} places before\n`);
  await rooms.close();
  await load.close();
}

function report(
  what: string,
  { places, finishedAt }: Erasure,
  took: string,
  traces: string[],
): void {
  const erased = places.reduce((sum, place) => sum + place.erased, 0);
  const dead = places.reduce((sum, { awaitingVacuum }) => sum + (awaitingVacuum ?? 0), 0);
  process.stdout.write(
    `${what}: ${erased} erased in ${took}, ${traces.length} traces, ${dead} dead tuples left\n`,
  );
  if (finishedAt === null) throw new Error('something is left');
  if (traces.length > 0) throw new Error(`it still stands in ${traces.join(', ')}`);
}
