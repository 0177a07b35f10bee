import type { Meter, StoreScope } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

import { EMBEDDING_MODEL, type EmbeddingModel } from '../embedding/embedding-model.js';
import { embeddingServiceWrong } from '../knowledge.errors.js';
import { whileStep } from '../knowledge.events.js';
import { VectorRepository } from './vector.repository.js';

/** A text that a chunk is found by. */
export interface EmbeddingInput {
  input: string;
  inputHash: string;
}

/** What is known of texts after embedding, by their hashes: vectors just made, and which there are to copy. */
export interface EmbeddedInputs {
  vectors: ReadonlyMap<string, readonly number[]>;
  known: ReadonlySet<string>;
}

/** How some texts are embedded. */
export interface EmbedOptions {
  signal: AbortSignal;
  /** Left out where nothing is counted: benches. */
  meter?: Meter;
  /** What was just made and may not be written yet. */
  before?: EmbeddedInputs['vectors'];
}

/** A chunk in the database, with the hash of what it is found by. */
export interface WrittenChunk {
  id: string;
  inputHash: string;
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

  /** Throws KNOWLEDGE_EMBEDDING_UNAVAILABLE, KNOWLEDGE_EMBEDDING_REFUSED or TENANCY_BUDGET_SPENT. */
  async embed(
    scope: StoreScope,
    inputs: readonly EmbeddingInput[],
    { signal, meter, before = new Map() }: EmbedOptions,
  ): Promise<EmbeddedInputs> {
    const texts = new Map(inputs.map(({ input, inputHash }) => [inputHash, input]));
    const made = new Map([...before].filter(([hash]) => texts.delete(hash)));
    const { known, width } = await this.repository.findKnown(scope, this.fingerprint, [
      ...texts.keys(),
    ]);
    for (const inputHash of known) texts.delete(inputHash);
    const counted = meter && ({ meter, purpose: 'embed_pages' } as const);
    const step = { step: 'embed', count: texts.size } as const;
    const vectors = await whileStep(scope, step, () =>
      this.model.embedMany([...texts.values()], signal, counted),
    );
    this.checkWidth(vectors[0]?.length, width);
    for (const [i, hash] of [...texts.keys()].entries()) made.set(hash, vectors[i] ?? []);
    return { known, vectors: made };
  }

  /** For chunks that were written before. Safe to repeat. */
  async write(
    tx: StoreScope,
    chunks: readonly WrittenChunk[],
    { vectors, known }: EmbeddedInputs,
  ): Promise<void> {
    await this.writeMade(tx, chunks, vectors);
    await this.copy(tx, chunks, known);
  }

  /** Gives chunks the vectors that were just made for their texts, where there are any. Safe to repeat. */
  async writeMade(
    tx: StoreScope,
    chunks: readonly WrittenChunk[],
    vectors: EmbeddedInputs['vectors'],
  ): Promise<void> {
    const made = chunks.flatMap(({ id, inputHash }) => {
      const vector = vectors.get(inputHash);
      return vector ? [{ chunkId: id, inputHash, vector }] : [];
    });
    await this.repository.insertNew(tx, this.fingerprint, made);
  }

  /** Gives chunks the vectors of those before them that had the same texts. Safe to repeat. */
  async copy(
    tx: StoreScope,
    chunks: readonly WrittenChunk[],
    known: ReadonlySet<string>,
  ): Promise<void> {
    const copies = chunks.filter(({ inputHash }) => known.has(inputHash));
    await this.repository.copyKnown(tx, this.fingerprint, copies);
  }

  /** A server that swapped the model behind a name gives itself away by the width. */
  private checkWidth(width: number | undefined, before: number | null): void {
    if (width === undefined || before === null || before === width) return;
    const reason = `its vectors had ${before} numbers before and have ${width} now`;
    throw embeddingServiceWrong(this.fingerprint, reason, undefined);
  }
}
