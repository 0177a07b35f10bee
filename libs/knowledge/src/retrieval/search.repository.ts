import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { vectorBytes } from '../embedding/vector-bytes.js';
import { Chunk } from '../indexing/chunk.entity.js';
import { chunkNotFound } from '../knowledge.errors.js';
import { languageBits } from '../terms/language-bits.js';
import type { Language } from '../terms/languages.js';
import type { DenseCandidates } from './dense-leg.js';
import type { QueryTerms } from './query-terms.js';
import type { Neighbours, RetrievedChunk, SearchFilter } from './retrieved-chunk.js';
import { FILTERED_SEARCH_SQL, INDEXED_SEARCH_SQL, SEARCH_SQL } from './search.sql.js';

export interface SearchInput extends QueryTerms {
  /** A unit vector; null searches the lexical leg only. */
  vector: readonly number[] | null;
  model: string;
  denseWeight: number;
  limit: number;
  /** Chunks of one page. */
  mostOfPage: number;
  /** Null searches the live one. */
  release: number | null;
  /** Null searches all pages. */
  filter: SearchFilter | null;
  /** Null compares the vector with every chunk. */
  candidates: DenseCandidates | null;
}

/** A find of the statement: `covered` is the idf weight of the words it holds, null where the lexical leg missed it. */
export type FoundChunk = Omit<
  RetrievedChunk,
  'coverage' | 'alsoOn' | 'rerankScore' | keyof Neighbours
> & {
  covered: number | null;
  language: string | null;
};

export interface SearchFinds {
  release: number;
  /** Of the release's row. */
  releaseId: string;
  /** The model of the release's vectors. */
  model: string | null;
  hasDense: boolean;
  releaseChunks: number;
  /** How many chunks the vector was compared with after their sketches; null where it was with all. */
  candidates: number | null;
  /** What its words are indexed in. */
  languages: Language[];
  /** Places of words that it does not hold, whatever else they are read as. */
  unknown: number[];
  /** One per word of the question; null for a stop word. */
  idfs: (number | null)[];
  chunks: FoundChunk[];
}

/** As JSON brings it. */
type SentFinds = Omit<SearchFinds, 'chunks'> & {
  chunks: (Omit<FoundChunk, 'fetchedAt'> & { fetchedAt: string })[];
};

/** Both legs of the search and their fusion, in one statement. */
@Injectable()
export class SearchRepository extends StoreScopedRepository<Chunk> {
  constructor(connections: StoreConnections) {
    super(connections, Chunk);
  }

  /** Null while the store has no live release. */
  async search(scope: StoreScope, input: SearchInput): Promise<SearchFinds | null> {
    const [sql, values] = statementOf(input);
    const [row] = await this.rows<{ finds: SentFinds }>(scope, sql, values, { isKept: true });
    return row === undefined ? null : { ...row.finds, chunks: row.finds.chunks.map(received) };
  }

  /** What the live release is written in, the language of most pages first; none while nothing is live. */
  async findLanguages(scope: StoreScope): Promise<Language[]> {
    const [row] = await this.rows<{ languages: Language[] }>(
      scope,
      `SELECT r.languages FROM stores s JOIN releases r ON r.store_id = $1 AND r.number = s.live_release
       WHERE s.id = $1`,
    );
    return row?.languages ?? [];
  }

  /** What stands on the page before and after each chunk, as a release shows it. */
  findNeighbours(
    scope: StoreScope,
    release: number,
    chunkIds: readonly string[],
  ): Promise<(Neighbours & { chunkId: string })[]> {
    return this.rows(
      scope,
      `SELECT c.id AS "chunkId", ${neighbour('- 1')} AS before, ${neighbour('+ 1')} AS after
       FROM unnest($2::uuid[]) AS u (id), LATERAL (
         SELECT id, page_id, ordinal FROM chunks WHERE store_id = $1 AND id = u.id LIMIT 1) c`,
      [chunkIds, release],
    );
  }

  protected notFound(id: string) {
    return chunkNotFound(id);
  }
}

const neighbour = (place: string): string => `(
  SELECT text FROM chunks WHERE store_id = $1 AND page_id = c.page_id AND ordinal = c.ordinal ${place}
    AND born_release <= $3 AND (died_release IS NULL OR died_release > $3) LIMIT 1)`;

function statementOf(input: SearchInput): [sql: string, values: unknown[]] {
  const { candidates, filter } = input;
  const values = parametersOf(input);
  if (candidates === null && filter === null) return [SEARCH_SQL, values];
  values.push(candidates?.releaseId ?? null, candidates?.numbers ?? []);
  return filter
    ? [FILTERED_SEARCH_SQL, [...values, ...filterParameters(filter)]]
    : [INDEXED_SEARCH_SQL, values];
}

function parametersOf({ readings, ...input }: SearchInput): unknown[] {
  return [
    input.counts,
    input.vector && vectorBytes(input.vector),
    input.model,
    input.denseWeight,
    input.limit,
    input.release,
    languageBits(input.languages),
    readings.map(({ place }) => place),
    readings.map(({ languages }) => languageBits(languages)),
    readings.map(({ term }) => term),
    readings.map(({ share }) => share),
    input.mostOfPage,
  ];
}

const filterParameters = ({ sourceId, kinds, hasProduct, sku }: SearchFilter): unknown[] => [
  sourceId ?? null,
  kinds ?? null,
  hasProduct ?? false,
  sku === undefined ? null : [{ sku }, { variants: [{ sku }] }].map((part) => JSON.stringify(part)),
];

const received = (chunk: SentFinds['chunks'][number]): FoundChunk => ({
  ...chunk,
  fetchedAt: new Date(chunk.fetchedAt),
});
