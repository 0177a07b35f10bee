import type {
  ChangedSnippet as Changed,
  Snippet as SnippetRow,
  SnippetFields,
} from '@app/knowledge';
import { z } from 'zod';

import { sliceOf, time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';
import { Ingest, toIngestDto } from '../knowledge-base/ingest.dto.js';

export const SnippetId = uuid('The snippet, as creating or listing it named it.');

const isWebAddress = (url: string): boolean => /^https?:$/.test(URL.parse(url)?.protocol ?? '');

export const WriteSnippet = z
  .strictObject({
    question: text({ max: 500 })
      .describe('What a shopper asks.')
      .meta({ example: 'Do you ship to Iceland?' }),
    answer: text({ max: 20_000 })
      .describe('What the store answers; plain text or Markdown.')
      .meta({ example: 'Yes, within 10 working days.' }),
    url: text({ max: 2_048 })
      .refine(isWebAddress, 'Must be an http or https address')
      .nullable()
      .optional()
      .describe('A web page that says the same and is cited instead of the snippet.')
      .meta({ example: 'https://shop.example/pages/shipping' }),
  })
  .meta({ id: 'WriteSnippet', description: 'A question with the answer that the store gives.' });
export type WriteSnippetDto = z.infer<typeof WriteSnippet>;

export const Snippet = z
  .object({
    id: uuid("The snippet's id, which also finds its page."),
    store_id: uuid('The store it belongs to.'),
    question: z.string().describe('The question.').meta({ example: 'Do you ship to Iceland?' }),
    answer: z.string().describe('The answer.').meta({ example: 'Yes, within 10 working days.' }),
    url: z
      .string()
      .nullable()
      .describe('What is cited; null cites no address, but the page.')
      .meta({ example: 'https://shop.example/pages/shipping' }),
    created_at: time('When it was created.'),
    updated_at: time('When it was last written.'),
  })
  .meta({ id: 'Snippet', description: 'A question with the answer that the store gives.' });
export type SnippetDto = z.infer<typeof Snippet>;

export const SnippetList = sliceOf('SnippetList', Snippet);

export const ChangedSnippet = z
  .object({
    snippet: Snippet.describe('The snippet as it is now.'),
    ingest: Ingest.describe('What brings it to shoppers; changes made meanwhile may share it.'),
  })
  .meta({ id: 'ChangedSnippet', description: 'A written snippet and the ingest it waits for.' });
export type ChangedSnippetDto = z.infer<typeof ChangedSnippet>;

export const fromWriteSnippet = ({ question, answer, url }: WriteSnippetDto): SnippetFields => ({
  question,
  answer,
  url: url ?? null,
});

export const toSnippetDto = (row: SnippetRow): SnippetDto => ({
  id: row.id,
  store_id: row.storeId,
  question: row.question,
  answer: row.answer,
  url: row.url,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

export const toChangedSnippetDto = ({ snippet, ingest }: Changed): ChangedSnippetDto => ({
  snippet: toSnippetDto(snippet),
  ingest: toIngestDto(ingest),
});
