import type { RetrievedChunk, SearchOutcome } from '@app/knowledge';
import { z } from 'zod';

import { time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

const rank = (description: string) => z.int().nullable().describe(description).meta({ example: 1 });

export const SearchKnowledge = z
  .strictObject({
    query: text({ max: 4_000 })
      .describe('A question or words.')
      .meta({ example: 'How long can I return something?' }),
    limit: z.int().min(1).max(50).default(10).describe('Chunks wanted.').meta({ example: 10 }),
  })
  .meta({ id: 'SearchKnowledge', description: 'A dry run of the search.' });
export type SearchKnowledgeDto = z.infer<typeof SearchKnowledge>;

const SearchResult = z.object({
  chunk_id: uuid('The chunk.'),
  url: z.string().describe('Its page.').meta({ example: 'https://shop.example/returns' }),
  title: z.string().describe("The page's title.").meta({ example: 'Returns' }),
  heading_path: z
    .array(z.string())
    .describe('The headings above it.')
    .meta({ example: ['Returns', 'How long'] }),
  text: z.string().describe("The page's own words.").meta({ example: 'Within 30 days.' }),
  fetched_at: time('When the page was read.'),
  score: z.number().describe('Fused score, 0 to 1.').meta({ example: 0.92 }),
  lexical_rank: rank('Place in the lexical leg; null when it did not find it.'),
  lexical_score: z.number().nullable().describe('BM25.').meta({ example: 11.4 }),
  dense_rank: rank('Place in the dense leg; null when it did not find it.'),
  dense_score: z.number().nullable().describe('Cosine.').meta({ example: 0.41 }),
  coverage: z
    .number()
    .describe("Share of the question's weight that stands in the chunk.")
    .meta({ example: 0.8 }),
});

export const SearchResults = z
  .object({
    release: z
      .int()
      .nullable()
      .describe('The release searched; null while nothing is live.')
      .meta({ example: 1 }),
    results: z.array(SearchResult).describe('Best first.'),
    dense_unavailable: z
      .enum(['model_changed', 'unavailable'])
      .nullable()
      .describe('Why only the lexical leg was searched; null when both were.')
      .meta({ example: null }),
    took_ms: z.number().describe('Milliseconds the search took.').meta({ example: 6.2 }),
  })
  .meta({ id: 'SearchResults', description: 'Chunks with the ranks of both legs.' });
export type SearchResultsDto = z.infer<typeof SearchResults>;

export const toSearchResultsDto = (outcome: SearchOutcome): SearchResultsDto => ({
  release: outcome.release,
  results: outcome.results.map(toResult),
  dense_unavailable: outcome.denseUnavailable ?? null,
  took_ms: outcome.tookMs,
});

const toResult = (chunk: RetrievedChunk) => ({
  chunk_id: chunk.chunkId,
  url: chunk.url,
  title: chunk.title,
  heading_path: chunk.headingPath,
  text: chunk.text,
  fetched_at: chunk.fetchedAt.toISOString(),
  score: chunk.score,
  lexical_rank: chunk.lexicalRank,
  lexical_score: chunk.lexicalScore,
  dense_rank: chunk.denseRank,
  dense_score: chunk.denseScore,
  coverage: chunk.coverage,
});
