import type { ReceiptChunk as ReceiptChunkValue } from '@app/agent';
import { z } from 'zod';

import { time, uuid } from '../http/input/fields.js';

const rank = (leg: string) =>
  z
    .int()
    .nullable()
    .describe(`Place in the ${leg} leg, from 1; null when it is not among that leg's finds.`)
    .meta({ example: 1 });

const score = (description: string, example: number) =>
  z.number().nullable().describe(description).meta({ example });

export const ReceiptChunk = z
  .object({
    number: z
      .int()
      .describe('Its place among what was found; with a model, its number in the prompt.')
      .meta({ example: 1 }),
    is_cited: z.boolean().describe('Whether the answer quotes it.').meta({ example: true }),
    chunk_id: uuid('The piece.'),
    page_id: uuid('The version of the page it stands on.'),
    url: z
      .string()
      .nullable()
      .describe('The page; null where it has no address on the web.')
      .meta({ example: 'https://shop.example/pages/care' }),
    title: z.string().describe("The page's title.").meta({ example: 'Care instructions' }),
    heading_path: z
      .array(z.string())
      .describe('The headings above it, outermost first.')
      .meta({ example: ['Care', 'Washing'] }),
    fetched_at: time('When the page was read.'),
    text: z
      .string()
      .describe("The page's own words.")
      .meta({ example: 'Machine wash at 40 °C on a gentle cycle.' }),
    text_sha256: z
      .string()
      .describe('SHA-256 of the whole text in UTF-8, as hex.')
      .meta({ example: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae' }),
    is_cut: z
      .boolean()
      .describe('True where the text was too long to be kept whole.')
      .meta({ example: false }),
    before: z
      .string()
      .nullable()
      .describe('What stands before it on the page, where the model read that too.')
      .meta({ example: null }),
    after: z
      .string()
      .nullable()
      .describe('What stands after it on the page, where the model read that too.')
      .meta({ example: null }),
    score: z.number().describe('Fused, in the first search that found it.').meta({ example: 0.87 }),
    rerank_score: score("The reranker's; null when none has read it.", 0.93),
    lexical_rank: rank('lexical'),
    lexical_score: score('BM25; null without a lexical rank.', 11.4),
    dense_rank: rank('dense'),
    dense_score: score('Cosine, -1 to 1; null without a dense rank.', 0.41),
    coverage: z
      .number()
      .describe("Share of the question's weight that stands in it, 0 to 1.")
      .meta({ example: 0.9 }),
  })
  .meta({ id: 'ReceiptChunk', description: 'A piece of a page that an answer was made from.' });

export const toReceiptChunkDto = (chunk: ReceiptChunkValue): z.infer<typeof ReceiptChunk> => ({
  number: chunk.number,
  is_cited: chunk.isCited,
  chunk_id: chunk.chunkId,
  page_id: chunk.pageId,
  url: /^https?:/.test(chunk.url) ? chunk.url : null,
  title: chunk.title,
  heading_path: chunk.headingPath,
  fetched_at: chunk.fetchedAt,
  text: chunk.text,
  text_sha256: chunk.textSha256,
  is_cut: chunk.isCut,
  before: chunk.before,
  after: chunk.after,
  score: chunk.score,
  rerank_score: chunk.rerankScore,
  lexical_rank: chunk.lexicalRank,
  lexical_score: chunk.lexicalScore,
  dense_rank: chunk.denseRank,
  dense_score: chunk.denseScore,
  coverage: chunk.coverage,
});
