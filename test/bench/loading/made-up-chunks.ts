import { createHash, randomUUID } from 'node:crypto';

import { MadeUpPages } from '../made-up/made-up-pages.js';

const chunksOfPage = 10;

/** What a page was cut into and what a model made of it, all at hand before any clock runs. */
export interface LoadedPage {
  pageId: string;
  language: null;
  strippedHashes: string[];
  chunks: LoadedChunk[];
}

export interface LoadedChunk {
  headingPath: string[];
  text: string;
  tokenCount: number;
  contentHash: string;
  input: string;
  inputHash: string;
  vector: number[];
}

/** Pages of ten chunks of 180 words; no two vectors are alike. */
export function madeUpChunks(chunks: number, dimensions: number): LoadedPage[] {
  const made = new MadeUpPages(dimensions);
  return Array.from({ length: Math.ceil(chunks / chunksOfPage) }, () => ({
    pageId: randomUUID(),
    language: null,
    strippedHashes: [],
    chunks: Array.from({ length: chunksOfPage }, () => madeUpChunk(made, dimensions)),
  }));
}

function madeUpChunk(made: MadeUpPages, dimensions: number): LoadedChunk {
  const headingPath = [made.words(3), made.words(4)];
  const text = made.words();
  const input = [...headingPath, text].join('\n');
  const vector = Array.from({ length: dimensions }, () => made.below(2_000) / 1_000 - 1);
  return {
    headingPath,
    text,
    tokenCount: 240,
    contentHash: hash(text),
    input,
    inputHash: hash(input),
    vector,
  };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
