import { denseMethods, densesUnavailable, embeddingKinds, rerankFailures } from '@app/knowledge';
import { z } from 'zod';

import { count } from '../http/input/fields.js';

/** A search that was made for an answer, as a receipt tells of it. */
export const ReceiptSearch = z
  .object({
    query: z
      .string()
      .describe('As it was sent, after rewriting and with the words it carries over.')
      .meta({ example: 'How do I wash the pillow?' }),
    found: count('Pieces that were found.', 8),
    corrections: z
      .array(
        z.object({
          word: z.string().describe('The word as it was asked.').meta({ example: 'piilow' }),
          read_as: z
            .array(z.string())
            .describe('What it was read as beside itself.')
            .meta({ example: ['pillow'] }),
        }),
      )
      .describe('Words that the store does not hold but something like them.'),
    dense: z
      .object({
        embedding: z
          .enum(embeddingKinds)
          .describe('What its vectors know: words, or meaning.')
          .meta({ example: 'lexical' }),
        method: z
          .enum(denseMethods)
          .describe('Whether all vectors were compared, or those the index names.')
          .meta({ example: 'exact' }),
      })
      .nullable()
      .describe('Null when only the lexical leg was searched.'),
    dense_unavailable: z
      .enum(densesUnavailable)
      .nullable()
      .describe('Why only the lexical leg was searched; null when both were.')
      .meta({ example: null }),
    rerank: z
      .object({
        applied: z.boolean().describe('True where its order was taken.').meta({ example: true }),
        reason: z
          .enum(rerankFailures)
          .nullable()
          .describe('Why it was not; null when applied.')
          .meta({ example: null }),
      })
      .nullable()
      .describe('Null when this deployment has no reranker.'),
    took_ms: z.number().describe('How long the search took.').meta({ example: 6.2 }),
  })
  .meta({ id: 'ReceiptSearch', description: 'A search that was made for an answer.' });
