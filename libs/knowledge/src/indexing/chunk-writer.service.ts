import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ChunkEmbedder, type EmbeddedInputs } from './chunk-embedder.service.js';
import { CutRepository } from './cut.repository.js';
import type { CutPage } from './cut-pages.js';
import { VectorRepository } from './vector.repository.js';

/** Pages whose chunks are others than before, and which of them had some before. */
export interface ChangedCuts {
  cuts: readonly CutPage[];
  recut: readonly string[];
}

/** Writes what pages were cut into, with its vectors, in place of what they were cut into before. */
@Injectable()
export class ChunkWriter {
  constructor(
    private readonly table: CutRepository,
    private readonly vectors: VectorRepository,
    private readonly embedder: ChunkEmbedder,
  ) {}

  /** For the transaction that marks the pages as cut. */
  async replace(
    tx: StoreScope,
    { cuts, recut }: ChangedCuts,
    { vectors, known }: EmbeddedInputs,
    release: number,
  ): Promise<void> {
    const model = this.embedder.fingerprint;
    const vectorType = await this.vectors.findType(tx);
    await this.table.lockNumbers(tx);
    await this.table.endOfPages(tx, recut, release);
    const written = await this.table.insertCuts(tx, cuts, release, { model, vectorType, vectors });
    await this.embedder.copy(tx, written, known);
  }
}
