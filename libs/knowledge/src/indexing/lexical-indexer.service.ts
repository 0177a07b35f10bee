import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ChunkRepository } from './chunk.repository.js';
import { contextualText } from './contextual-text.js';
import { type Posting, Postings } from './postings.js';
import { TermRepository } from './term.repository.js';

/** A turn of the event loop that takes about 50 ms. */
const CHUNKS_AT_ONCE = 200;
const TERMS_AT_ONCE = 500;

/** Bounds the memory of building: about 100 MB for a segment. */
const CHUNKS_OF_SEGMENT = 20_000;

/**
 * Builds the inverted index of a release before it is published: exact statistics of exactly the chunks it shows, which no
 * later ingest changes. Safe to run twice and to be killed: it starts over, and no reader looks at it until the flip.
 */
@Injectable()
export class LexicalIndexer {
  constructor(
    private readonly chunks: ChunkRepository,
    private readonly terms: TermRepository,
  ) {}

  /** `previous` is the live release, whose index is copied when nothing changed. `onProgress` is called every few steps. */
  async build(
    scope: StoreScope,
    { release, previous }: { release: number; previous: number | null },
    onProgress: () => Promise<void>,
  ): Promise<void> {
    await this.terms.removeRelease(scope, release);
    if (previous !== null && !(await this.chunks.hasChanges(scope, release))) {
      await this.terms.copyRelease(scope, previous, release);
      return;
    }
    let after = 0;
    for (let segment = 0; after !== -1; segment++) {
      const postings = new Postings();
      after = await this.collect(scope, { release, after, postings }, onProgress);
      for (const rows of batches(postings.rows(), TERMS_AT_ONCE)) {
        await this.terms.insertPostings(scope, { release, segment }, rows);
        await onProgress();
      }
    }
  }

  /** Reads up to a segment of chunks; returns the number of the last one, -1 after the end. */
  private async collect(
    scope: StoreScope,
    { release, after, postings }: { release: number; after: number; postings: Postings },
    onProgress: () => Promise<void>,
  ): Promise<number> {
    let last = after;
    while (postings.size < CHUNKS_OF_SEGMENT) {
      const wanted = { release, after: last, limit: CHUNKS_AT_ONCE };
      const found = await this.chunks.findTexts(scope, wanted);
      for (const chunk of found) postings.add(chunk.number, contextualText(chunk, chunk.text));
      await onProgress();
      if (found.length < CHUNKS_AT_ONCE) return -1;
      last = found.at(-1)?.number ?? last;
    }
    return last;
  }
}

function* batches(rows: Iterable<Posting>, size: number): Generator<Posting[]> {
  let batch: Posting[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
