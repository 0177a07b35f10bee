import type { CheckFields, CheckQuestion as CheckQuestionRow } from '@app/knowledge';
import { z } from 'zod';

import { sliceOf, time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

export const CheckQuestionId = uuid('The check question, as creating or listing it named it.');

const question = text({ max: 1_000 })
  .describe('What a shopper would ask.')
  .meta({ example: 'How long do I have to return a pillow?' });
const expectedUrl = text({ max: 2_048 })
  .nullable()
  .optional()
  .describe('A page of the store that must be among the first five results.')
  .meta({ example: 'https://shop.example/pages/returns' });
const expectedText = text({ max: 500 })
  .nullable()
  .optional()
  .describe(
    'Words that must stand in one of the first five results, of the expected page where one is given. Case, punctuation and Markdown do not matter.',
  )
  .meta({ example: '60 days' });

export const CreateCheckQuestion = z
  .strictObject({ question, expected_url: expectedUrl, expected_text: expectedText })
  .meta({
    id: 'CreateCheckQuestion',
    description: 'A question with the page or the text that answers it, or both.',
  });
export type CreateCheckQuestionDto = z.infer<typeof CreateCheckQuestion>;

export const UpdateCheckQuestion = z
  .strictObject({
    question: question.optional(),
    expected_url: expectedUrl,
    expected_text: expectedText,
  })
  .meta({
    id: 'UpdateCheckQuestion',
    description: 'Changes to a check question; null takes an expectation away.',
  });
export type UpdateCheckQuestionDto = z.infer<typeof UpdateCheckQuestion>;

export const CheckQuestion = z
  .object({
    id: uuid("The check question's id."),
    question: z
      .string()
      .describe('What a shopper would ask.')
      .meta({ example: 'How long do I have to return a pillow?' }),
    expected_url: z
      .string()
      .nullable()
      .describe('The page that must be found; null where only a text is expected.')
      .meta({ example: 'https://shop.example/pages/returns' }),
    expected_text: z
      .string()
      .nullable()
      .describe('The words that must be found; null where only a page is expected.')
      .meta({ example: '60 days' }),
    created_at: time('When it was created.'),
    updated_at: time('When it was last changed.'),
  })
  .meta({ id: 'CheckQuestion', description: 'What a release must be able to answer.' });
export type CheckQuestionDto = z.infer<typeof CheckQuestion>;

export const CheckQuestionList = sliceOf('CheckQuestionList', CheckQuestion);

export const fromCreateCheckQuestion = (body: CreateCheckQuestionDto): CheckFields => ({
  question: body.question,
  expectedUrl: body.expected_url ?? null,
  expectedText: body.expected_text ?? null,
});

/** Leaves out what was left out: an `undefined` would read as a change. */
export const fromUpdateCheckQuestion = (body: UpdateCheckQuestionDto): Partial<CheckFields> => ({
  ...(body.question !== undefined && { question: body.question }),
  ...(body.expected_url !== undefined && { expectedUrl: body.expected_url }),
  ...(body.expected_text !== undefined && { expectedText: body.expected_text }),
});

export const toCheckQuestionDto = (row: CheckQuestionRow): CheckQuestionDto => ({
  id: row.id,
  question: row.question,
  expected_url: row.expectedUrl,
  expected_text: row.expectedText,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
