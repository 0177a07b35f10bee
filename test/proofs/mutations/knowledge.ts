import type { Mutation } from './mutation.js';

const search = 'libs/knowledge/src/retrieval/search.sql.ts';
const searchSpec = 'test/integration/knowledge-search.int-spec.ts';
const sweeps = 'test/isolation/sweeps.spec.ts';

/** From a website to what a search finds. */
export const knowledgeMutations: readonly Mutation[] = [
  {
    name: 'the search reads the words of every store',
    mode: 'a statement without the store',
    file: search,
    edits: [
      [
        'WHERE store_id = $1 AND release = (SELECT release FROM live) AND term = r.term',
        'WHERE release = (SELECT release FROM live) AND term = r.term',
      ],
    ],
    killedBy: [searchSpec],
  },
  {
    name: 'the search compares with the vectors of every store',
    mode: 'a statement without the store',
    file: search,
    edits: [
      ['WHERE v.store_id = $1 AND v.model = $4 AND (SELECT', 'WHERE v.model = $4 AND (SELECT'],
    ],
    killedBy: [searchSpec],
  },
  {
    name: 'the search takes the text of a find from whichever store has its number',
    mode: 'a statement without the store',
    file: search,
    edits: [
      [
        'SELECT id, heading_path, text FROM chunks WHERE store_id = $1 AND number = h.number LIMIT 1',
        'SELECT id, heading_path, text FROM chunks WHERE number = h.number LIMIT 1',
      ],
    ],
    killedBy: [searchSpec],
  },
  {
    name: 'the live release is that of whichever store has one',
    mode: 'a join without the store',
    file: search,
    edits: [
      ['JOIN releases r ON r.store_id = s.id AND r.number', 'JOIN releases r ON r.number'],
      ['WHERE s.id = $1 AND r.store_id = $1', 'WHERE s.id = $1'],
    ],
    killedBy: [searchSpec],
  },
  {
    name: 'a page is read by its id alone',
    mode: 'an answer by its id alone',
    file: 'libs/knowledge/src/pages/page.repository.ts',
    edits: [
      [
        '       WHERE store_id = $1 AND (\n         id IN ($2::uuid,',
        '       WHERE (\n         id IN ($2::uuid,',
      ],
    ],
    killedBy: ['test/e2e/pages.e2e-spec.ts'],
  },
  {
    name: 'the bytes of a file are read by its id alone',
    mode: 'an answer by its id alone',
    file: 'libs/knowledge/src/files/file.repository.ts',
    edits: [
      [
        '         WHERE store_id = $1 AND file_id = $2`,',
        '         WHERE file_id = $2 AND $1::uuid IS NOT NULL`,',
      ],
    ],
    killedBy: ['test/integration/files.int-spec.ts'],
  },
  {
    name: 'the files of a store are listed with everybody’s sources',
    mode: 'a join without the store',
    file: 'libs/knowledge/src/files/file.repository.ts',
    edits: [
      [
        'FROM files f JOIN sources s ON s.store_id = $1 AND s.id = f.source_id',
        'FROM files f JOIN sources s ON s.id = f.source_id',
      ],
    ],
    killedBy: ['test/integration/files.int-spec.ts'],
  },
  {
    name: 'the pages of a source are counted over all stores',
    mode: 'a count over all stores',
    file: 'libs/knowledge/src/sources/source.repository.ts',
    edits: [
      [
        'WHERE p.store_id = $1 AND p.source_id = s.id AND t.id = $1',
        'WHERE p.source_id = s.id AND t.id = $1',
      ],
    ],
    killedBy: ['test/integration/sources.int-spec.ts'],
  },
  {
    name: 'a release is described with another store’s ingest of that number',
    mode: 'a join without the store',
    file: 'libs/knowledge/src/releases/release.repository.ts',
    edits: [
      [
        'LEFT JOIN ingests i ON i.store_id = r.store_id AND i.release_number = r.number',
        'LEFT JOIN ingests i ON i.release_number = r.number',
      ],
    ],
    killedBy: ['test/integration/release-history.int-spec.ts'],
  },
  {
    name: 'publishing a release publishes it everywhere',
    mode: 'a statement without the store',
    file: 'libs/knowledge/src/releases/release.repository.ts',
    edits: [
      [
        'UPDATE stores SET live_release = $2 WHERE id = $1 RETURNING id',
        'UPDATE stores SET live_release = $2 WHERE $1::uuid IS NOT NULL RETURNING id',
      ],
    ],
    killedBy: ['test/integration/release-history.int-spec.ts'],
  },
  {
    name: 'what stands beside a find is read by its id alone',
    mode: 'a statement without the store',
    file: 'libs/knowledge/src/retrieval/search.repository.ts',
    edits: [
      [
        'FROM chunks WHERE store_id = $1 AND id = u.id LIMIT 1',
        'FROM chunks WHERE id = u.id LIMIT 1',
      ],
    ],
    killedBy: ['test/integration/search-neighbours.int-spec.ts'],
  },
  {
    name: 'the sketches of the last release that was searched are everybody’s',
    mode: 'a cache without the store',
    file: 'libs/knowledge/src/sketching/sketch-memory.ts',
    edits: [
      [
        '  recall({ storeId }: StoreScope): SketchedRelease | null {',
        "  recall(_: StoreScope, storeId = 'all'): SketchedRelease | null {",
      ],
      [
        '  keep({ storeId }: StoreScope, release: SketchedRelease): void {',
        "  keep(_: StoreScope, release: SketchedRelease, storeId = 'all'): void {",
      ],
    ],
    killedBy: ['libs/knowledge/src/sketching/sketch-memory.spec.ts'],
  },
  {
    name: 'the words of the last release that was asked are everybody’s',
    mode: 'a cache without the store',
    file: 'libs/knowledge/src/spelling/words-memory.ts',
    edits: [
      [
        '  recall({ storeId }: StoreScope): RememberedRelease | null {',
        "  recall(_: StoreScope, storeId = 'all'): RememberedRelease | null {",
      ],
      [
        '  keep({ storeId }: StoreScope, release: RememberedRelease): void {',
        "  keep(_: StoreScope, release: RememberedRelease, storeId = 'all'): void {",
      ],
    ],
    killedBy: ['libs/knowledge/src/spelling/words-memory.spec.ts'],
  },
  {
    name: 'what was guessed of a spelling counts for any release',
    mode: 'a cache without the store',
    file: 'libs/knowledge/src/spelling/speller.service.ts',
    edits: [
      [
        '    const known = this.memory.recall(scope);\n    if (known === null',
        '    const known = (this.last ??= this.memory.recall(scope));\n    if (known === null',
      ],
      ['      guess.releaseId === id &&\n', '      (guess.releaseId === id || true) &&\n'],
      [
        '  private readonly memory = new WordsMemory();',
        '  private readonly memory = new WordsMemory();\n  private last: ReturnType<WordsMemory["recall"]> = null;',
      ],
    ],
    killedBy: ['test/isolation/kept-in-memory.spec.ts'],
  },
  {
    name: 'a feed that was read a moment ago is known by the name of its file',
    mode: 'a cache without the store',
    file: 'libs/knowledge/src/importing/feed-import.ts',
    edits: [['const key = `${ingest.id} ${id}`;', 'const key = file.name;']],
    killedBy: ['test/isolation/kept-in-memory.spec.ts'],
  },
  {
    name: 'forgotten ingests are nudged in the store of the first of them',
    mode: 'a job in the wrong store',
    file: 'libs/knowledge/src/ingests/ingest-sweep.ts',
    edits: [
      [
        'if (job) await this.queue.addFor(storeId, job,',
        'if (job) await this.queue.addFor(ingests[0]?.storeId ?? storeId, job,',
      ],
    ],
    killedBy: [sweeps],
  },
  {
    name: 'due crawls start in the store of the first of them',
    mode: 'a job in the wrong store',
    file: 'libs/knowledge/src/ingests/crawl-sweep.ts',
    edits: [
      [
        'await this.queue.addFor(storeId, startCrawlJob,',
        'await this.queue.addFor(due[0]?.storeId ?? storeId, startCrawlJob,',
      ],
    ],
    killedBy: [sweeps],
  },
  {
    name: 'left purges go on in the store of the first of them',
    mode: 'a job in the wrong store',
    file: 'libs/knowledge/src/publishing/purge-sweep.ts',
    edits: [
      [
        'await this.queue.addFor(storeId, publishReleaseJob,',
        'await this.queue.addFor(left[0]?.storeId ?? storeId, publishReleaseJob,',
      ],
    ],
    killedBy: [sweeps],
  },
];
