import { type RetrievedChunk, sha256 } from '@app/knowledge';

import type { Citation } from '../conversations/citation.js';
import type { AnswerTrace } from './answer-trace.js';
import type { ReceiptChunk } from './receipt.js';

/** As many as a model is given; beyond them only what is cited is kept. */
const MAX_FOUND = 8;
const MAX_KEPT = 14;
/** Chunks have about half of that. */
const MAX_TEXT = 4_000;
const MAX_NAME = 500;

type Numbered = { number: number; chunk: RetrievedChunk };

/** The chunks an answer was made from: what the model was given, or the best of what was found and all that is quoted. */
export function receiptChunks(
  { evidence, sources }: AnswerTrace,
  citations: readonly Citation[],
): ReceiptChunk[] {
  if (evidence === null) return [];
  const given = new Set(sources?.flatMap((one) => (one.isOrder ? [] : one.chunkId)));
  const used = ({ number, chunk }: Numbered) =>
    sources === null
      ? number <= MAX_FOUND || isCited([chunk.text], chunk, citations)
      : given.has(chunk.chunkId);
  return evidence.results
    .map((chunk, i) => ({ number: i + 1, chunk }))
    .filter(used)
    .slice(0, MAX_KEPT)
    .map((numbered) => toReceiptChunk(numbered, citations, sources !== null));
}

function isCited(
  read: readonly (string | null)[],
  { pageId }: RetrievedChunk,
  citations: readonly Citation[],
): boolean {
  const all = read.filter((part) => part !== null).join('\n\n');
  return citations.some((citation) => citation.pageId === pageId && all.includes(citation.quote));
}

function toReceiptChunk(
  { number, chunk }: Numbered,
  citations: readonly Citation[],
  isRead: boolean,
): ReceiptChunk {
  const { chunkId, pageId, text, before, after } = chunk;
  return {
    number,
    isCited: isCited(isRead ? [before, text, after] : [text], chunk, citations),
    chunkId,
    pageId,
    url: chunk.url,
    title: clip(chunk.title, MAX_NAME),
    headingPath: chunk.headingPath.slice(0, 6).map((heading) => clip(heading, MAX_NAME)),
    fetchedAt: chunk.fetchedAt.toISOString(),
    text: clip(text, MAX_TEXT),
    textSha256: sha256(text),
    isCut: text.length > MAX_TEXT,
    before: isRead && before !== null ? clip(before, MAX_TEXT) : null,
    after: isRead && after !== null ? clip(after, MAX_TEXT) : null,
    ...scoresOf(chunk),
  };
}

function scoresOf(chunk: RetrievedChunk) {
  return {
    score: exact(chunk.score),
    rerankScore: rounded(chunk.rerankScore ?? null),
    lexicalRank: chunk.lexicalRank,
    lexicalScore: rounded(chunk.lexicalScore),
    denseRank: chunk.denseRank,
    denseScore: rounded(chunk.denseScore),
    coverage: exact(chunk.coverage),
  };
}

const exact = (value: number) => Number(value.toFixed(6));
const rounded = (value: number | null) => (value === null ? null : exact(value));

/** Never within a character. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
