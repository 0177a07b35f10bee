import { setImmediate as nextTurn } from 'node:timers/promises';

import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { PageRepository, type UncutPage } from '../pages/page.repository.js';
import { ReleaseService } from '../releases/release.service.js';
import { ChunkRepository } from './chunk.repository.js';
import { ChunkEmbedder, type EmbeddedInputs, type EmbedOptions } from './chunk-embedder.service.js';
import { type ChangedCuts, ChunkWriter, type ReadyCuts } from './chunk-writer.service.js';
import { contextualText } from './contextual-text.js';
import { type CutPage, cutPage, shortHash } from './cut-pages.js';
import { RepeatedBlocks } from './repeated-blocks.service.js';

type SliceWork = Omit<EmbedOptions, 'before'>;

const CHUNKS_AT_ONCE = 100;

/** After that no further pages are begun: other stores get their turn. */
const sliceMs = 2_500;

/** Cuts pages and embeds what was cut, a few at a time; each call says whether it found something to do. */
@Injectable()
export class PageCutter {
  constructor(
    private readonly connections: StoreConnections,
    private readonly pages: PageRepository,
    private readonly repeated: RepeatedBlocks,
    private readonly chunks: ChunkRepository,
    private readonly embedder: ChunkEmbedder,
    private readonly writer: ChunkWriter,
    private readonly releases: ReleaseService,
  ) {}

  /** Fingerprint of the model that everything is embedded with. */
  get model(): string {
    return this.embedder.fingerprint;
  }

  /** Cuts the next pages that the release shows and that are not cut, as many as a slice has time for. */
  async cutSome(scope: StoreScope, release: number, how: SliceWork): Promise<boolean> {
    let hasCut = false;
    await this.writer.writeAll(this.prepare(scope, release, how), async (ready) => {
      hasCut = true;
      await this.write(scope, ready, release);
    });
    return hasCut;
  }

  /** Embeds chunks that have no vector of the release's model: after a change of model, or where a copy came too late. */
  async embedSome(scope: StoreScope, release: number, how: SliceWork): Promise<boolean> {
    const wanted = { release, model: this.model, limit: CHUNKS_AT_ONCE };
    const found = await this.chunks.findWithoutVector(scope, wanted);
    if (found.length === 0) return false;
    const chunks = found.map((chunk) => {
      const input = contextualText(chunk, chunk.text);
      return { id: chunk.id, input, inputHash: shortHash(input) };
    });
    const embedded = await this.embedder.embed(scope, chunks, how);
    await this.connections.transaction(scope, (tx) => this.embedder.write(tx, chunks, embedded));
    return true;
  }

  /** Batch after batch. What was made for one may be wanted for the next before it is written. */
  private async *prepare(
    scope: StoreScope,
    release: number,
    how: SliceWork,
  ): AsyncGenerator<ReadyCuts> {
    const until = performance.now() + sliceMs;
    const limit = this.writer.pagesAtOnce;
    let after: string | null = null;
    let before: EmbeddedInputs['vectors'] = new Map();
    do {
      const pages = await this.pages.findUncut(scope, release, { after, limit });
      const last = pages.at(-1);
      if (last === undefined) return;
      const cuts = await this.cut(scope, pages, release);
      const inputs = cuts.flatMap(({ chunks }) => chunks);
      const embedded = await this.embedder.embed(scope, inputs, { ...how, before });
      yield await this.writer.prepare(scope, cuts, embedded);
      after = last.id;
      before = embedded.vectors;
    } while (performance.now() < until);
  }

  private async write(scope: StoreScope, ready: ReadyCuts, release: number): Promise<void> {
    await this.connections.transaction(scope, async (tx) => {
      const [, , changed] = await Promise.all([
        this.releases.open(tx, release),
        this.writer.lock(tx),
        this.claimChanged(tx, ready.cuts),
      ]);
      await this.embedder.writeMade(tx, changed.kept, ready.embedded.vectors);
      await this.connections.last(tx, this.writer.replace(tx, ready, changed, release));
    });
  }

  private async cut(scope: StoreScope, pages: UncutPage[], release: number): Promise<CutPage[]> {
    const cuts: CutPage[] = [];
    for (const page of pages) {
      // a page takes some tens of milliseconds, in which nobody else gets a turn
      await nextTurn();
      cuts.push(await cutPage(page, await this.repeated.find(scope, page.sourceId, release)));
    }
    return cuts;
  }

  /** Marks the pages as cut; returns those whose chunks are others than before, and the chunks of those that are as before. */
  private async claimChanged(tx: StoreScope, cuts: readonly CutPage[]): Promise<ChangedCuts> {
    const [claimed, living] = await Promise.all([
      this.pages.claimCut(tx, cuts),
      this.chunks.findLiving(
        tx,
        cuts.map(({ pageId }) => pageId),
      ),
    ]);
    const before = new Map<string, typeof living>();
    for (const chunk of living) {
      before.set(chunk.pageId, [...(before.get(chunk.pageId) ?? []), chunk]);
    }
    const isKept = ({ pageId, chunks }: CutPage) =>
      chunks.map(fingerprint).join('\n') === (before.get(pageId) ?? []).map(fingerprint).join('\n');
    const mine = cuts.filter(({ pageId }) => claimed.has(pageId));
    const changed = mine.filter((cut) => !isKept(cut));
    const recut = changed.flatMap(({ pageId }) => (before.has(pageId) ? pageId : []));
    const kept = mine
      .filter(isKept)
      .flatMap(({ pageId, chunks }) =>
        chunks.map(({ inputHash }, at) => ({ id: before.get(pageId)?.[at]?.id ?? '', inputHash })),
      );
    return { cuts: changed, recut, kept };
  }
}

const fingerprint = (chunk: { headingPath: string[]; contentHash: string }): string =>
  JSON.stringify([chunk.headingPath, chunk.contentHash]);
