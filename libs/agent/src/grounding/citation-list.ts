import type { RetrievedChunk } from '@app/knowledge';

import type { Citation } from '../conversations/citation.js';

/** Numbers citations in the order in which an answer first uses them; the numbers are ours, whatever a model wrote. */
export class CitationList {
  private readonly byChunk = new Map<string, number>();
  private readonly made: Citation[] = [];
  private taken = 0;

  get all(): Citation[] {
    return [...this.made];
  }

  /** A new citation of its own; returns its number. */
  add({ pageId, url, title, fetchedAt }: RetrievedChunk, quote: string): number {
    const number = this.made.length + 1;
    const ageSeconds = Math.max(0, Math.round((Date.now() - fetchedAt.getTime()) / 1_000));
    const read = { fetchedAt: fetchedAt.toISOString(), ageSeconds };
    this.made.push({ number, pageId, url, title, quote, ...read });
    return number;
  }

  /** One number for each chunk: the one it has, or a new citation with the quote. */
  cite(chunk: RetrievedChunk, quote: () => string): number {
    const number = this.byChunk.get(chunk.chunkId) ?? this.add(chunk, quote());
    this.byChunk.set(chunk.chunkId, number);
    return number;
  }

  /** Those made since the last call. */
  takeNew(): Citation[] {
    const fresh = this.made.slice(this.taken);
    this.taken = this.made.length;
    return fresh;
  }
}
