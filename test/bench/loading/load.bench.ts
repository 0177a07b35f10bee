import { quantile } from '../measure.js';
import { cpuSeconds } from '../measured-process.js';
import { BareTables } from './bare-tables.js';
import { serversCpu } from './database-cpu.js';
import { type LoadedPage, madeUpChunks } from './made-up-chunks.js';
import { ProductLoad } from './product-load.js';

/** Its backend is called with whole messages; in the middle of one it reads the end of its input, and ends. */
const whyNoCopy =
  'the embedded database is given one message at a time, and COPY FROM STDIN is many.';

const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Sample {
  seconds: number;
  cpu: number;
  databaseCpu: number;
}

interface Way {
  name: string;
  clear(): Promise<void>;
  load(): Promise<void>;
  count(): Promise<number>;
  samples: Sample[];
}

/**
 * `load [rounds] [chunks x dimensions…]`: chunks with vectors into the database by the product's own writing, against bare
 * binary COPY (the floor) and batched INSERT of text vectors (the peer), in turn, each into empty tables. Texts are cut and
 * vectors made beforehand.
 */
export async function run([rounds = '5', ...sizes]: string[], databasePid?: number): Promise<void> {
  const bare = await BareTables.create();
  const backend = databasePid === undefined ? await bare.pid() : 0;
  const databaseCpu = () =>
    databasePid === undefined ? serversCpu(backend) : cpuSeconds(databasePid);
  for (const size of sizes.length > 0 ? sizes : ['20000x384', '5000x1536']) {
    const [chunks = 0, dimensions = 0] = size.split('x').map(Number);
    const pages = madeUpChunks(chunks, dimensions);
    say(`${chunks} chunks of ${dimensions} numbers:`);
    if (databasePid !== undefined) say(`  binary COPY is left out: ${whyNoCopy}`);
    await measure(bare, pages, Number(rounds), { databaseCpu, copies: databasePid === undefined });
  }
  await bare.close();
}

async function measure(
  bare: BareTables,
  pages: LoadedPage[],
  rounds: number,
  { databaseCpu, copies }: { databaseCpu: () => number; copies: boolean },
): Promise<void> {
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
      ...(copies ? [{ name: 'binary COPY', load: () => bare.copy(pages) }] : []),
      { name: 'batched INSERT', load: () => bare.insert(pages) },
    ].map((way) => ({ ...way, clear: () => bare.clear(), count: () => bare.count(), samples: [] })),
  ];
  for (let round = 0; round <= rounds; round += 1) {
    for (const way of ways) await once(way, rows, databaseCpu);
    if (round === 0) for (const { samples } of ways) samples.length = 0;
  }
  for (const way of ways) report(way, rows, ways[0] as Way);
  await product.close();
}

async function once(way: Way, rows: number, databaseCpu: () => number): Promise<void> {
  await way.clear();
  const before = databaseCpu();
  const used = process.cpuUsage();
  const start = performance.now();
  await way.load();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(used);
  const cpu = (user + system) / 1e6;
  way.samples.push({ seconds, cpu, databaseCpu: databaseCpu() - before });
  const found = await way.count();
  if (found !== rows) throw new Error(`${way.name} left ${found} rows of ${rows}.`);
}

/** The ratios are those of the rounds: this way's time over the product's of the same round, and the like of all CPU. */
function report({ name, samples }: Way, rows: number, product: Way): void {
  const middle = (of: (sample: Sample) => number) => quantile(samples.map(of), 0.5);
  const ratio = (of: (sample: Sample) => number) => {
    const ratios = samples.map((sample, i) => of(sample) / of(product.samples[i] ?? sample));
    const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    return `${quantile(ratios, 0.5).toFixed(2)} (${spread})`;
  };
  const took = middle(({ seconds }) => seconds);
  say(
    `  ${name.padEnd(15)}${took.toFixed(2).padStart(7)} s ${(rows / took).toFixed(0).padStart(8)} rows/s` +
      `   CPU ${middle(({ cpu }) => cpu).toFixed(2)} s here, ${middle((one) => one.databaseCpu).toFixed(2)} s there` +
      `   over the product: time ${ratio(({ seconds }) => seconds)}, CPU ${ratio((one) => one.cpu + one.databaseCpu)}`,
  );
}
