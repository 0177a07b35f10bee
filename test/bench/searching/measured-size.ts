import { KnowledgeSearch, SketchIndex } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../../support/indexed-pages.js';
import { aStore } from '../../support/rooms.js';
import { TopicPages } from '../made-up/topic-pages.js';
import { inTurn, medianRatio, ms, seconds, timing } from '../measure.js';
import { bareSearches } from './bare-search.js';
import { ExactSearch, FOUND } from './exact-search.js';
import type { GlobalIndex } from './global-index.js';

const questions = 100;
const warmUp = 10;

/** One of the stores that are searched, of real pages through the real steps. */
export class MeasuredSize {
  private constructor(
    private readonly rooms: TestingModule,
    readonly scope: StoreScope,
    readonly chunks: number,
    private readonly pages: TopicPages,
  ) {}

  static async load(rooms: TestingModule, chunks: number): Promise<MeasuredSize> {
    const scope = await aStore(rooms);
    const pages = new TopicPages(chunks);
    const start = performance.now();
    const ingest = await new IndexedPages(rooms).ingest(scope, pages.make(chunks));
    if (ingest.status !== 'live') throw new Error(`It ended as ${ingest.status}.`);
    say(`${chunks} chunks were made live in ${seconds(performance.now() - start)}`);
    return new MeasuredSize(rooms, scope, chunks, pages);
  }

  /** The service beside an exact scan. */
  async measure(): Promise<void> {
    const asked = this.ask();
    const exact = await ExactSearch.open(this.rooms, this.scope, asked);
    const search = (i: number) =>
      this.rooms.get(KnowledgeSearch).search(this.scope, asked[i] ?? '');
    const cold = await this.readIn(search);
    const { hybrid } = await bareSearches(this.rooms, exact.runner, this.scope, asked);
    const ways = [search, (i: number) => exact.ask(i), hybrid];
    const [service = [], dense = [], both = []] = await inTurn(ways, { rounds: questions, warmUp });
    const recall = await exact.recall(async (i) =>
      exact.numbered(await this.nearest(asked[i] ?? '')),
    );
    const ratios = [dense, both].map((bare) => medianRatio(service, bare).toFixed(2));
    say(
      `${this.chunks} chunks: search takes ${ratios[0]} × the exact dense leg as bare SQL, ${ratios[1]} × both legs as bare SQL; recall@${FOUND} ${recall.toFixed(3)}`,
    );
    report(`search, ${(await search(0)).dense?.method ?? 'lexical only'}`, service, cold);
    report('dense, bare SQL', dense);
    report('both, bare SQL', both);
    await exact.close();
  }

  /** An index over the rows of all stores beside an exact scan. */
  async compare(global: GlobalIndex): Promise<void> {
    const exact = await ExactSearch.open(this.rooms, this.scope, this.ask());
    const ask = (i: number) => global.ask(this.scope, exact.vectors[i]);
    const [planned = [], bare = []] = await inTurn([ask, (i) => exact.ask(i)], {
      rounds: questions,
      warmUp,
    });
    const recall = await exact.recall(ask);
    const ratio = medianRatio(planned, bare).toFixed(2);
    say(`${this.chunks} chunks: one HNSW index for all takes ${ratio} × the exact bare SQL`);
    report('HNSW of all stores', planned, `recall@${FOUND} ${recall.toFixed(3)}`);
    await exact.close();
  }

  private ask(): string[] {
    return Array.from({ length: questions }, () => this.pages.question());
  }

  /** The first search in this process, and the time until the index was in memory. */
  private async readIn(search: (i: number) => Promise<unknown>): Promise<string> {
    const start = performance.now();
    await search(0);
    const first = performance.now() - start;
    await this.rooms.get(SketchIndex, { strict: false }).settled();
    return `the first in this process ${ms(first)}, its index in memory after ${ms(performance.now() - start)}`;
  }

  /** What the dense leg by itself holds for the ten nearest. */
  private async nearest(question: string): Promise<string[]> {
    const { results } = await this.rooms
      .get(KnowledgeSearch)
      .search(this.scope, question, { leg: 'dense', limit: 50 });
    return results
      .filter(({ denseRank }) => denseRank !== null && denseRank <= FOUND)
      .map(({ chunkId }) => chunkId);
  }
}

function report(name: string, samples: readonly number[], more = ''): void {
  const { p50, p95 } = timing(samples);
  say(
    `  ${name.padEnd(18)} p50 ${ms(p50).padStart(10)}   p95 ${ms(p95).padStart(10)}   ${more}`.trimEnd(),
  );
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
