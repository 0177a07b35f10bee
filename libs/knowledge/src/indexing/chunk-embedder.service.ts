import type { StoreScope } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

import { EMBEDDING_MODEL, type EmbeddingModel } from '../embedding/embedding-model.js';
import { embeddingServiceWrong } from '../knowledge.errors.js';
import { VectorRepository } from './vector.repository.js';

/** A text that a chunk is found by. */
export interface EmbeddingInput {
  input: string;
  inputHash: string;
}

/** What is known of texts after embedding: vectors just made, and chunks to copy from. */
export interface EmbeddedInputs {
  vectors: ReadonlyMap<string, readonly number[]>;
  known: ReadonlyMap<string, string>;
}

/** Embeds each text of a store once per model. Asks the model outside any transaction; writing is a second step inside one. */
@Injectable()
export class ChunkEmbedder {
  constructor(
    @Inject(EMBEDDING_MODEL) private readonly model: EmbeddingModel,
    private readonly repository: VectorRepository,
  ) {}

  get fingerprint(): string {
    return this.model.fingerprint;
  }

  /** Throws KNOWLEDGE_EMBEDDING_UNAVAILABLE or KNOWLEDGE_EMBEDDING_REFUSED. */
  async embed(
    scope: StoreScope,
    inputs: readonly EmbeddingInput[],
    signal: AbortSignal,
  ): Promise<EmbeddedInputs> {
    const texts = new Map(inputs.map(({ input, inputHash }) => [inputHash, input]));
    const known = await this.repository.findKnown(scope, this.fingerprint, [...texts.keys()]);
    for (const inputHash of known.keys()) texts.delete(inputHash);
    const vectors = await this.model.embedMany([...texts.values()], signal);
    await this.checkWidth(scope, vectors);
    return {
      known,
      vectors: new Map([...texts.keys()].map((hash, i) => [hash, vectors[i] ?? []])),
    };
  }

  /** For the transaction that writes the chunks, or a later one. Safe to repeat. */
  async write(
    tx: StoreScope,
    chunks: readonly { id: string; inputHash: string }[],
    { vectors, known }: EmbeddedInputs,
  ): Promise<void> {
    const made = chunks.flatMap(({ id, inputHash }) => {
      const vector = vectors.get(inputHash);
      return vector ? [{ chunkId: id, inputHash, vector }] : [];
    });
    const copies = chunks.flatMap(({ id, inputHash }) => {
      const from = known.get(inputHash);
      return from === undefined ? [] : [{ chunkId: id, from }];
    });
    await this.repository.insertNew(tx, this.fingerprint, made);
    await this.repository.copyKnown(tx, this.fingerprint, copies);
  }

  /** A server that swapped the model behind a name gives itself away by the width. */
  private async checkWidth(scope: StoreScope, vectors: readonly number[][]): Promise<void> {
    const width = vectors[0]?.length;
    if (width === undefined) return;
    const before = (await this.repository.findWidth(scope, this.fingerprint)) ?? width;
    if (before !== width) {
      const reason = `its vectors had ${before} numbers before and have ${width} now`;
      throw embeddingServiceWrong(this.fingerprint, reason, undefined);
    }
  }
}
