import { KnowledgeModule, KnowledgeSearch, ReleaseService, SketchIndex } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../../support/indexed-pages.js';
import { aStore, openRooms } from '../../support/rooms.js';
import { TopicPages } from '../made-up/topic-pages.js';
import { inTurn, medianRatio, ms, timing } from '../measure.js';

const questions = 110;
const warmUp = 10;
const sizes = ['2000', '5000', '10000', '20000'];

/**
 * `dense-sizes [sizes…]`: from which size of a store on its index beats comparing the question with every chunk. Both are
 * the service's dense leg, each with a memory of its own, in turn; the index is read in whatever the size.
 */
export async function run(wanted: string[]): Promise<void> {
  const indexed = await openRooms({ imports: [KnowledgeModule] });
  const exact = await openRooms({ imports: [KnowledgeModule] });
  for (const size of wanted.length > 0 ? wanted : sizes) {
    await measure(indexed, exact, Number(size));
  }
  await exact.close();
  await indexed.close();
}

async function measure(indexed: TestingModule, exact: TestingModule, chunks: number) {
  const scope = await aStore(indexed);
  const pages = new TopicPages(chunks);
  const ingest = await new IndexedPages(indexed).ingest(scope, pages.make(chunks));
  if (ingest.status !== 'live') throw new Error(`It ended as ${ingest.status}.`);
  await readIn(indexed, scope);
  const asked = Array.from({ length: questions }, () => pages.question());
  const by = (rooms: TestingModule, release?: number) => (i: number) =>
    rooms.get(KnowledgeSearch).search(scope, asked[i] ?? '', { leg: 'dense', release });
  // a release that is named is not taken as a reason to read its index in
  const ways = [by(indexed), by(exact, ingest.releaseNumber)] as const;
  const methods = await Promise.all(ways.map(async (ask) => (await ask(0)).dense?.method));
  const [fast = [], slow = []] = await inTurn(ways, { rounds: questions, warmUp });
  report(chunks, { methods, ratio: medianRatio(fast, slow), fast, slow });
}

async function readIn(rooms: TestingModule, scope: StoreScope): Promise<void> {
  const live = await rooms.get(ReleaseService, { strict: false }).findLive(scope);
  if (live === null) throw new Error('Nothing is live.');
  const { id, number, embeddingModel: model } = live;
  const index = rooms.get(SketchIndex, { strict: false });
  index.notice(scope, {
    release: number,
    releaseId: id,
    model,
    hasDense: true,
    releaseChunks: Infinity,
  });
  await index.settled();
}

interface Seen {
  methods: (string | undefined)[];
  ratio: number;
  fast: number[];
  slow: number[];
}

function report(chunks: number, { methods, ratio, fast, slow }: Seen): void {
  const shown = [fast, slow].map((samples, i) => {
    const { p50, p95 } = timing(samples);
    return `${methods[i]} p50 ${ms(p50)}, p95 ${ms(p95)}`;
  });
  process.stdout.write(
    `${String(chunks).padStart(6)} chunks: ${shown.join('; ')}; the first takes ${ratio.toFixed(2)} × the other\n`,
  );
}
