import { KnowledgeModule } from '@app/knowledge';
import pg from 'pg';
import { DataSource } from 'typeorm';

import { openRooms } from '../../support/rooms.js';
import { NeighbourRows } from '../made-up/neighbour-rows.js';
import { seconds } from '../measure.js';
import { GlobalIndex } from './global-index.js';
import { MeasuredSize } from './measured-size.js';

const allStores = 265;
const sizes = ['50', '500', '5000', '30000'];

/**
 * `filtered-search [chunks in all] [of the neighbour] [sizes…]`: the whole search path for stores of several sizes among
 * others that share their topics, one of them with near-duplicates of the largest, beside an exact scan as bare SQL and,
 * on native PostgreSQL, beside one HNSW index for all. Recall is of the dense leg by itself.
 */
export async function run([all = '100000', near = '50000', ...wanted]: string[]): Promise<void> {
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const measured: MeasuredSize[] = [];
  for (const size of wanted.length > 0 ? wanted : sizes) {
    measured.push(await MeasuredSize.load(rooms, Number(size)));
  }
  const largest = measured.reduce((one, other) => (other.chunks > one.chunks ? other : one));
  const own = measured.reduce((sum, { chunks }) => sum + chunks, 0);
  const start = performance.now();
  await new NeighbourRows(rooms.get(DataSource), largest).copy(Number(near), {
    rows: Math.max(0, Number(all) - Number(near) - own),
    stores: allStores - measured.length - 1,
  });
  say(`beside them ${Number(all) - own} rows, copied in ${seconds(performance.now() - start)}`);
  const ownerUrl = process.env['DATABASE_OWNER_URL'];
  if (ownerUrl) await analyse(ownerUrl);
  for (const each of measured) await each.measure();
  if (ownerUrl) await beside(measured, ownerUrl);
  await rooms.close();
}

/** Last, since its rows and its index push the product's out of the caches. */
async function beside(measured: readonly MeasuredSize[], ownerUrl: string): Promise<void> {
  const start = performance.now();
  const global = await GlobalIndex.build(ownerUrl);
  say(`one HNSW index for all was built in ${seconds(performance.now() - start)}`);
  for (const each of measured) await each.compare(global);
  await global.drop();
}

/** As the server would by itself after a while. */
async function analyse(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.end();
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
