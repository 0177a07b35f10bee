import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ChunkRepository } from './chunk.repository.js';
import { ChunkEmbedder, type EmbeddedInputs } from './chunk-embedder.service.js';
import type { CutPage } from './cut-pages.js';

/** Writes what pages were cut into, with its vectors, in place of what they were cut into before. */
@Injectable()
export class ChunkWriter {
  constructor(
    private readonly chunks: ChunkRepository,
    private readonly embedder: ChunkEmbedder,
  ) {}

  /** For the transaction that marks the pages as cut. */
  async replace(
    tx: StoreScope,
    cuts: readonly CutPage[],
    embedded: EmbeddedInputs,
    release: number,
  ): Promise<void> {
    await this.chunks.lockNumbers(tx);
    await this.chunks.endOfPages(
      tx,
      cuts.map(({ pageId }) => pageId),
      release,
    );
    const written = await this.chunks.insertCuts(tx, cuts, release);
    await this.embedder.write(tx, written, embedded);
  }
}
