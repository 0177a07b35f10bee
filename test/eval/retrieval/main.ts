import path from 'node:path';
import { parseArgs } from 'node:util';

import { KnowledgeModule } from '@app/knowledge';

import { openRooms } from '../../support/rooms.js';
import type { startTestServices } from '../../support/test-services.mjs';
import { readCollection } from './collection.js';
import { compareRuns, reportComparison } from './compare-runs.js';
import { reportRun } from './report.js';
import { runCollection } from './run-collection.js';
import { readRuns, type Run, writeRuns } from './run-file.js';

const USAGE = `npm run eval:retrieval -- <folder> [<folder> …] [--out run.json]
npm run eval:retrieval -- --compare before.json after.json

Measures the search on collections in BEIR form (corpus.jsonl, queries.jsonl, qrels.tsv): every entry goes through the
product's own cutting, embedding, indexing and publishing into a store of its own, every question through its search.
Runs on an embedded database of its own, or on the servers that DATABASE_URL and REDIS_URL name. The yardstick beside it
is BM25 (k1 1.2, b 0.75) in memory over whole entries: lower-cased words, Lucene's English stop words, Porter's stems.

  --out <file>             writes rankings and figures of every question
  --compare <file> <file>  compares two such files question by question
`;

const write = (text: string) => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      compare: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return write(USAGE);
  if (values.compare) return compare(positionals);
  if (positionals.length === 0) throw new Error(USAGE);
  const { env, stop } = await services();
  Object.assign(process.env, env);
  try {
    const runs = await runAll(positionals);
    if (values.out) writeRuns(values.out, runs);
  } finally {
    await stop();
  }
}

async function runAll(folders: readonly string[]): Promise<Run[]> {
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const runs: Run[] = [];
  for (const folder of folders) {
    const run = await runCollection(rooms, readCollection(folder));
    write(reportRun(run));
    runs.push(run);
  }
  await rooms.close();
  return runs;
}

function compare([before, after]: readonly string[]): void {
  if (before === undefined || after === undefined) throw new Error(USAGE);
  const earlier = new Map(readRuns(before).map((run) => [run.collection, run]));
  for (const run of readRuns(after)) {
    const other = earlier.get(run.collection);
    if (other) write(reportComparison(run.collection, compareRuns(other, run)));
  }
}

/** The script of the test support is not compiled, so it is taken from where it stands. */
async function services(): ReturnType<typeof startTestServices> {
  const script = path.resolve('test/support/test-services.mjs');
  const support = (await import(script)) as { startTestServices: typeof startTestServices };
  return support.startTestServices();
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
