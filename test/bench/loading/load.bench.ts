import { quantile } from '../measure.js';
import { BareTables } from './bare-tables.js';
import { type LoadedPage, madeUpChunks } from './made-up-chunks.js';
import { ProductLoad } from './product-load.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Way {
  name: string;
  clear(): Promise<void>;
  load(): Promise<void>;
  count(): Promise<number>;
  samples: { seconds: number; cpu: number }[];
}

/**
 * `load [rounds] [chunks x dimensions…]`: chunks with vectors into the database by the product's own writing, against bare
 * binary COPY (the floor) and batched INSERT of text vectors (the peer), in turn, each into empty tables. Texts are cut and
 * vectors made beforehand.
 */
export async function run([rounds = '5', ...sizes]: string[]): Promise<void> {
  const bare = await BareTables.create();
  for (const size of sizes.length > 0 ? sizes : ['20000x384', '5000x1536']) {
    const [chunks = 0, dimensions = 0] = size.split('x').map(Number);
    await measure(bare, madeUpChunks(chunks, dimensions), Number(rounds));
  }
  await bare.close();
}

async function measure(bare: BareTables, pages: LoadedPage[], rounds: number): Promise<void> {
  const product = await ProductLoad.create(pages);
  const rows = pages.reduce((sum, { chunks }) => sum + chunks.length, 0);
  const ways: Way[] = [
    {
      name: 'the product',
      clear: () => bare.clearProduct(),
      load: () => product.write(pages),
      count: () => product.count(),
      samples: [],
    },
    ...[
      { name: 'binary COPY', load: () => bare.copy(pages) },
      { name: 'batched INSERT', load: () => bare.insert(pages) },
    ].map((way) => ({ ...way, clear: () => bare.clear(), count: () => bare.count(), samples: [] })),
  ];
  say(`${rows} chunks of ${pages[0]?.chunks[0]?.vector.length} numbers:`);
  const able = await tryOnce(ways, rows);
  for (let round = 0; round < rounds; round += 1) {
    for (const way of able) await once(way, rows);
  }
  able.forEach((way) => report(way, rows, able[0] as Way));
  await product.close();
}

/** The warm-up; a database that takes no COPY over the wire is compared with the rest. */
async function tryOnce(ways: readonly Way[], rows: number): Promise<Way[]> {
  const able: Way[] = [];
  for (const way of ways) {
    try {
      await once(way, rows);
      way.samples.length = 0;
      able.push(way);
    } catch (error) {
      if (way === ways[0]) throw error;
      say(`  ${way.name} is not possible here: ${String(error)}`);
    }
  }
  return able;
}

async function once(way: Way, rows: number): Promise<void> {
  await way.clear();
  const cpu = process.cpuUsage();
  const start = performance.now();
  await way.load();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  way.samples.push({ seconds, cpu: (user + system) / 1e6 });
  const found = await way.count();
  if (found !== rows) throw new Error(`${way.name} left ${found} rows of ${rows}.`);
}

/** The ratios are those of the rounds: this way's time over the product's of the same round. */
function report({ name, samples }: Way, rows: number, product: Way): void {
  const median = quantile(
    samples.map(({ seconds }) => seconds),
    0.5,
  );
  const cpu = quantile(
    samples.map((sample) => sample.cpu),
    0.5,
  );
  const ratios = samples.map(({ seconds }, i) => seconds / (product.samples[i]?.seconds ?? 0));
  const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  say(
    `  ${name.padEnd(15)}${median.toFixed(2).padStart(7)} s ${(rows / median).toFixed(0).padStart(8)} rows/s` +
      `   CPU here ${cpu.toFixed(2)} s   the product does ${quantile(ratios, 0.5).toFixed(2)} × its rate (${spread})`,
  );
}
