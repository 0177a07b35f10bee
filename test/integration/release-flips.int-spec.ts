import { setTimeout as sleep } from 'node:timers/promises';

import {
  type Ingest,
  IngestRepository,
  IngestService,
  KnowledgeModule,
  KnowledgeSearch,
  ReleasePublisher,
  ReleaseSwitcher,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { outlives } from '../support/outages/mortal.js';
import { aStore, openRooms } from '../support/rooms.js';

const READERS = 8;
const ROUNDS = 50;
const PAGES = 3;

/** Without a breath they would only queue behind each other for the one session of the embedded database. */
const BREATH_MS = 100;

let rooms: TestingModule;
let indexed: IndexedPages;
let scope: StoreScope;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
  indexed = new IndexedPages(rooms);
  scope = await aStore(rooms);
});
afterAll(() => rooms.close());

/** The same pages in each round, with a word that tells which round wrote them. */
const edition = (word: string): PageFixture[] =>
  Array.from({ length: PAGES }, (_, i) => ({
    path: `/p/${i}`,
    title: `Page ${i}`,
    markdown: `The subject of page ${i} is ${word}.`,
  }));

/** Which word each release was written with: what readers of it must see, and nothing else. */
const written = new Map<number, string>();
let live = '';

/** Every fifth round cuts and embeds what is live again instead of reading new pages. */
async function build(round: number): Promise<Ingest> {
  if (round % 5 === 4) {
    const ingest = await rooms.get(IngestService).reindex(scope);
    written.set(ingest.releaseNumber, live);
    await indexed.index(scope, ingest);
    return ingest;
  }
  const ingest = await indexed.crawl(scope, edition(`round${round}`));
  written.set(ingest.releaseNumber, `round${round}`);
  await indexed.index(scope, ingest);
  return ingest;
}

/**
 * Publishes as a worker that is killed after so many statements, and the next one, which the sweep has nudged, one
 * statement later; the third ends it. True when the first one had done all by then.
 */
async function publishWithKills({ id, releaseNumber }: Ingest, statements: number) {
  const { slice } = await rooms.get(IngestRepository).get(scope, id);
  const publish = () => rooms.get(ReleasePublisher).publish(scope, { ingestId: id, slice });
  const wasDone = await outlives(statements, publish);
  await outlives(statements + 1, publish);
  await publish();
  expect(await rooms.get(IngestRepository).get(scope, id)).toMatchObject({ status: 'live' });
  live = written.get(releaseNumber) ?? '';
  return wasDone;
}

/** Back to the release before, as a process that is killed on the way, and then once more. */
async function rollBackWithKill(target: number, statements: number): Promise<void> {
  const rollBack = () => rooms.get(ReleaseSwitcher).rollBack(scope, target);
  await outlives(statements, rollBack);
  await rollBack();
  live = written.get(target) ?? '';
}

describe('eight readers, while releases are built, published, aborted and rolled back', () => {
  it('see one whole release each time, never none, a part or a mixture', async () => {
    const search = rooms.get(KnowledgeSearch);
    const seen: string[] = [];
    let isOver = false;
    const read = async () => {
      while (!isOver) {
        const { release, results } = await search.search(scope, 'subject', { limit: 50 });
        const words = new Set(results.map(({ text }) => /round\d+/.exec(text)?.[0]));
        seen.push(`release ${release}: ${results.length} of ${[...words].join(' and ')}`);
        await sleep(BREATH_MS);
      }
    };
    await publishWithKills(await build(0), 1_000);

    const readers = Array.from({ length: READERS }, read);
    let statements = 0;
    let mostStatements = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      const ingest = await build(round);
      const wasDone = await publishWithKills(ingest, statements);
      if (wasDone) mostStatements = statements;
      statements = wasDone ? 1 : statements + 3;
      if (round % 4 === 0) await rollBackWithKill(ingest.releaseNumber - 1, round % 24);
    }
    isOver = true;
    await Promise.all(readers);

    const whole = new Set(
      [...written].map(([release, word]) => `release ${release}: ${PAGES} of ${word}`),
    );
    expect(seen.filter((state) => !whole.has(state))).toEqual([]);
    // kills fell all along the publishing, from its first statement to its last, and readers were there all the while
    expect(mostStatements).toBeGreaterThan(30);
    expect(new Set(seen).size).toBeGreaterThan(ROUNDS / 2);
    expect(seen.length).toBeGreaterThan(READERS * 10);
  }, 400_000);
});
