import { randomUUID } from 'node:crypto';

import { vectorSize, writeVector } from '../../embedding/vector-bytes.js';
import type { CutPage } from '../cut-pages.js';
import { arrayBytes, type ElementType, intsBytes, textsBytes, uuidsBytes } from './array-bytes.js';

/** What a model made of some texts, by their hashes; the type is that of the database. */
export interface MadeVectors {
  vectorType: number;
  vectors: ReadonlyMap<string, readonly number[]>;
}

/** The chunks of some pages as they go to the database: a parameter for each column. */
export interface EncodedCuts {
  chunks: readonly { id: string; inputHash: string }[];
  columns: readonly Buffer[];
}

/** In the order of the pages and their chunks, which get ids here. */
export function encodeCuts(
  cuts: readonly CutPage[],
  { vectorType, vectors }: MadeVectors,
): EncodedCuts {
  const rows = cuts.flatMap(({ pageId, chunks }) =>
    chunks.map((chunk, ordinal) => ({ chunk, id: randomUUID(), pageId, ordinal })),
  );
  const columns = [
    uuidsBytes(rows.map(({ id }) => id)),
    uuidsBytes(rows.map(({ pageId }) => pageId)),
    intsBytes(rows.map(({ ordinal }) => ordinal)),
    textsBytes(rows.map(({ chunk }) => arrayLiteral(chunk.headingPath))),
    textsBytes(rows.map(({ chunk }) => chunk.text)),
    intsBytes(rows.map(({ chunk }) => chunk.tokenCount)),
    textsBytes(rows.map(({ chunk }) => chunk.contentHash)),
    textsBytes(rows.map(({ chunk }) => chunk.inputHash)),
    arrayBytes(
      vectorElements(vectorType),
      rows.map(({ chunk }) => vectors.get(chunk.inputHash) ?? null),
    ),
  ];
  return { chunks: rows.map(({ id, chunk }) => ({ id, inputHash: chunk.inputHash })), columns };
}

/** The number of pgvector's type is another in each database. */
export const vectorElements = (oid: number): ElementType<readonly number[]> => ({
  oid,
  size: vectorSize,
  write: writeVector,
});

/** The elements quoted, whatever they hold. */
const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
