import {
  type DenseLeg as DenseLegOutcome,
  denseMethods,
  denseReasons,
  densesUnavailable,
  embeddingKinds,
  pageKinds,
  rerankFailures,
  type RetrievedChunk,
  type SearchOptions,
  type SearchOutcome,
} from '@app/knowledge';
import { z } from 'zod';

import { time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';
import { pageKind } from './page.dto.js';
import { ProductFactsDto, toProductFactsDto } from './product.dto.js';

export const SearchKnowledge = z
  .strictObject({
    query: text({ max: 8_000 })
      .describe('The question.')
      .meta({ example: 'How do I wash my pillow?' }),
    limit: z
      .int()
      .min(1)
      .max(50)
      .optional()
      .describe('Results wanted; 10 when left out.')
      .meta({ example: 5 }),
    source_id: uuid('Only pages of this source; of all when left out.').optional(),
    page_kinds: z
      .array(pageKind)
      .min(1)
      .max(pageKinds.length)
      .optional()
      .describe('Only pages of these kinds; of all when left out.')
      .meta({ example: ['product', 'faq'] }),
    products_only: z
      .boolean()
      .optional()
      .describe('True takes only pages that state a product, whatever their kind.')
      .meta({ example: true }),
    product_sku: text({ max: 200 })
      .optional()
      .describe('Only pages of the product with this SKU, or with a variant that has it.')
      .meta({ example: 'LAMP-01-BK' }),
  })
  .meta({ id: 'SearchKnowledge', description: 'A question to search for, without answering it.' });
export type SearchKnowledgeDto = z.infer<typeof SearchKnowledge>;

export const toSearchOptions = (body: SearchKnowledgeDto): SearchOptions => {
  const { source_id: sourceId, page_kinds: kinds, products_only, product_sku: sku } = body;
  const filter = { sourceId, kinds, hasProduct: products_only || undefined, sku };
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return { limit: body.limit, withNeighbours: true, ...(isFiltered && { filter }) };
};

const rank = (leg: string) =>
  z
    .int()
    .nullable()
    .describe(`Place in the ${leg} leg, from 1; null when it is not among that leg's finds.`)
    .meta({ example: 1 });

const SearchResult = z
  .object({
    chunk_id: uuid('The piece that was found.'),
    page_id: uuid('The page it stands on.'),
    url: z
      .string()
      .describe("The page's address.")
      .meta({ example: 'https://shop.example/pages/care' }),
    title: z.string().describe("The page's title.").meta({ example: 'Care instructions' }),
    heading_path: z
      .array(z.string())
      .describe('The headings above it, outermost first.')
      .meta({ example: ['Care', 'Washing'] }),
    text: z
      .string()
      .describe("The page's own words.")
      .meta({ example: 'Machine wash at 40 °C on a gentle cycle.' }),
    before: z
      .string()
      .nullable()
      .describe('What stands before it on the page, a little of it; null at the beginning.')
      .meta({ example: 'Our pillows come in three sizes.' }),
    after: z
      .string()
      .nullable()
      .describe('What stands after it on the page, a little of it; null at the end.')
      .meta({ example: 'Dry it in the shade.' }),
    score: z.number().describe('The fused score.').meta({ example: 0.87 }),
    rerank_score: z
      .number()
      .nullable()
      .describe("The reranker's score, on its model's scale; null when none has read it.")
      .meta({ example: 0.93 }),
    lexical_rank: rank('lexical'),
    lexical_score: z
      .number()
      .nullable()
      .describe('BM25; null without a lexical rank.')
      .meta({ example: 11.4 }),
    dense_rank: rank('dense'),
    dense_score: z
      .number()
      .nullable()
      .describe('Cosine, -1 to 1; null without a dense rank.')
      .meta({ example: 0.41 }),
    coverage: z
      .number()
      .describe("Share of the question's weight that stands in it, 0 to 1.")
      .meta({ example: 0.9 }),
    also_on: z
      .array(
        z.object({
          page_id: uuid('The page.'),
          url: z.string().describe('Its address.').meta({ example: 'https://shop.example/king' }),
          title: z.string().describe('Its title.').meta({ example: 'Cloud Pillow, king' }),
        }),
      )
      .describe('Other pages that say nearly the same and are left out for it.'),
    fetched_at: time('When the page was read.'),
    page_kind: pageKind.describe('What the page is for.').meta({ example: 'page' }),
    product: ProductFactsDto.nullable().describe('What a product page sells; null on other pages.'),
  })
  .meta({
    id: 'SearchResult',
    description: 'A piece of a page, with why it stands where it does.',
  });

const Correction = z
  .object({
    word: z.string().describe('The word as it was asked.').meta({ example: 'piilow' }),
    read_as: z
      .array(z.string())
      .describe('Words of the store that it may have meant, the likeliest only.')
      .meta({ example: ['pillow'] }),
  })
  .meta({ id: 'SearchCorrection', description: 'A word that the store does not know.' });

const Rerank = z
  .object({
    applied: z
      .boolean()
      .describe("True when the results stand in the reranker's order.")
      .meta({ example: true }),
    reason: z
      .enum(rerankFailures)
      .nullable()
      .describe('Why the order of the search serves instead; null when applied.')
      .meta({ example: null }),
  })
  .meta({ id: 'SearchRerank', description: 'What became of asking the reranker.' });

const DenseLeg = z
  .object({
    embedding: z
      .enum(embeddingKinds)
      .describe(
        'What its vectors know. `lexical`: the built-in embedding, words and their forms, no paraphrases; `semantic`: a model, meaning.',
      )
      .meta({ example: 'lexical' }),
    method: z
      .enum(denseMethods)
      .describe('Whether all chunks were compared with the question, or those the index names.')
      .meta({ example: 'exact' }),
    reason: z
      .enum(denseReasons)
      .describe(
        'Why: the release, or what the filter leaves of it, has few chunks or many; or the index of a large release is not in memory yet.',
      )
      .meta({ example: 'few_chunks' }),
    chunks: z.int().describe('Chunks of the release.').meta({ example: 812 }),
    candidates: z
      .int()
      .nullable()
      .describe('Chunks that the index named and that were compared exactly; null when all were.')
      .meta({ example: null }),
    exact_up_to: z
      .int()
      .describe('Releases of more chunks than this have an index.')
      .meta({ example: 10000 }),
  })
  .meta({ id: 'SearchDenseLeg', description: 'How the dense leg was searched.' });

const toDenseLegDto = ({ exactUpTo, ...leg }: DenseLegOutcome) => ({
  ...leg,
  exact_up_to: exactUpTo,
});

export const SearchResults = z
  .object({
    release: z
      .int()
      .nullable()
      .describe('The release that was searched; null while nothing is live.')
      .meta({ example: 3 }),
    results: z.array(SearchResult).describe('The best first.'),
    corrections: z
      .array(Correction)
      .describe('Words that the store does not hold but something like them; they count half.'),
    took_ms: z.number().describe('How long the search took.').meta({ example: 6.2 }),
    dense_unavailable: z
      .enum(densesUnavailable)
      .nullable()
      .describe('Why only the lexical leg was searched; null when both were.')
      .meta({ example: null }),
    dense: DenseLeg.nullable().describe('Null when only the lexical leg was searched.'),
    rerank: Rerank.nullable().describe('Null when this deployment has no reranker.'),
  })
  .meta({ id: 'SearchResults', description: 'What a question would be answered from.' });
export type SearchResultsDto = z.infer<typeof SearchResults>;

export const toSearchResultsDto = (outcome: SearchOutcome): SearchResultsDto => ({
  release: outcome.release,
  results: outcome.results.map(toSearchResultDto),
  corrections: outcome.corrections.map(({ word, readAs }) => ({ word, read_as: readAs })),
  took_ms: Math.round(outcome.tookMs * 10) / 10,
  dense_unavailable: outcome.denseUnavailable ?? null,
  dense: outcome.dense ? toDenseLegDto(outcome.dense) : null,
  rerank: outcome.rerank ?? null,
});

const toSearchResultDto = (chunk: RetrievedChunk) => ({
  chunk_id: chunk.chunkId,
  page_id: chunk.pageId,
  url: chunk.url,
  title: chunk.title,
  heading_path: chunk.headingPath,
  text: chunk.text,
  before: chunk.before,
  after: chunk.after,
  score: chunk.score,
  rerank_score: chunk.rerankScore ?? null,
  lexical_rank: chunk.lexicalRank,
  lexical_score: chunk.lexicalScore,
  dense_rank: chunk.denseRank,
  dense_score: chunk.denseScore,
  coverage: chunk.coverage,
  also_on: chunk.alsoOn.map(({ pageId, url, title }) => ({ page_id: pageId, url, title })),
  fetched_at: chunk.fetchedAt.toISOString(),
  page_kind: chunk.pageKind,
  product: chunk.product && toProductFactsDto(chunk.product),
});
