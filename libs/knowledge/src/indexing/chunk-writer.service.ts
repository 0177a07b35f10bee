import { type StoreScope, TENANCY_CONFIG, type TenancyConfig } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

import { ChunkEmbedder, type EmbeddedInputs, type WrittenChunk } from './chunk-embedder.service.js';
import { CutRepository } from './cut.repository.js';
import type { CutPage } from './cut-pages.js';
import { encodeCuts, type EncodedCuts } from './encoding/encode-cuts.js';
import { VectorRepository } from './vector.repository.js';
import { writeBehind } from './write-behind.js';

/** Pages whose chunks are others than before, and which of them had some before; the chunks of all other pages. */
export interface ChangedCuts {
  cuts: readonly CutPage[];
  recut: readonly string[];
  kept: readonly WrittenChunk[];
}

/** What some pages were cut into, with all that can be done before a transaction. */
export interface ReadyCuts {
  cuts: readonly CutPage[];
  embedded: EmbeddedInputs;
  vectorType: number;
  encoded: EncodedCuts;
}

/**
 * The embedded database has one session, which a transaction keeps to itself: it is short, and this process does nothing
 * else that it would wait for. Elsewhere more pages take fewer round trips, and the next are made ready meanwhile.
 */
const WAYS = {
  embedded: { pagesAtOnce: 5, isBehind: false },
  services: { pagesAtOnce: 40, isBehind: true },
} as const;

/** Writes what pages were cut into, with its vectors, in place of what they were cut into before. */
@Injectable()
export class ChunkWriter {
  constructor(
    private readonly table: CutRepository,
    private readonly vectors: VectorRepository,
    private readonly embedder: ChunkEmbedder,
    @Inject(TENANCY_CONFIG) private readonly config: Pick<TenancyConfig, 'database'>,
  ) {}

  /** Of how many pages it is good to write the chunks in one transaction. */
  get pagesAtOnce(): number {
    return WAYS[this.config.database.kind].pagesAtOnce;
  }

  /** Writes batch after batch, each while the next is being prepared where that is good. */
  async writeAll(
    prepared: AsyncIterable<ReadyCuts>,
    write: (ready: ReadyCuts) => Promise<void>,
  ): Promise<void> {
    if (WAYS[this.config.database.kind].isBehind) return writeBehind(prepared, write);
    for await (const ready of prepared) await write(ready);
  }

  /** As if all pages turned out to have changed, as almost always they do. */
  async prepare(
    scope: StoreScope,
    cuts: readonly CutPage[],
    embedded: EmbeddedInputs,
  ): Promise<ReadyCuts> {
    const vectorType = await this.vectors.findType(scope);
    const { vectors } = embedded;
    return { cuts, embedded, vectorType, encoded: encodeCuts(cuts, { vectorType, vectors }) };
  }

  /** Makes writers of one store take turns until their transaction ends. */
  lock(tx: StoreScope): Promise<void> {
    return this.table.lockNumbers(tx);
  }

  /** The last statements of the transaction that marks the pages as cut, for one that holds `lock`. */
  replace(
    tx: StoreScope,
    { cuts, embedded: { vectors, known }, vectorType, encoded }: ReadyCuts,
    changed: ChangedCuts,
    release: number,
  ): Promise<void>[] {
    const isWhole = changed.cuts.length === cuts.length;
    const written = isWhole ? encoded : encodeCuts(changed.cuts, { vectorType, vectors });
    return [
      this.table.endOfPages(tx, changed.recut, release),
      this.table.insertCuts(tx, written, { release, model: this.embedder.fingerprint }),
      this.embedder.copy(tx, written.chunks, known),
    ];
  }
}
