import type { Citation as CitationValue, Message as MessageRow } from '@app/agent';
import { z } from 'zod';

import { sliceOf, time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';
import { snakeCased } from '../http/output/snake-cased.js';

/** Longer than any question, shorter than a page somebody wants summarised. */
const maxQuestionLength = 8_000;

export const NewMessage = z
  .strictObject({
    content: text({ max: maxQuestionLength })
      .regex(/\S/, 'Expected a question, not only spaces')
      .describe('What the shopper asks.')
      .meta({ example: 'How do I wash my pillow?' }),
  })
  .meta({ id: 'NewMessage', description: 'A question of the shopper.' });
export type NewMessageDto = z.infer<typeof NewMessage>;

export const Citation = z
  .object({
    number: z.int().describe('The number that marks it in the text, as [1].').meta({ example: 1 }),
    url: z.string().describe('The page.').meta({ example: 'https://shop.example/pages/care' }),
    title: z.string().describe("The page's title.").meta({ example: 'Care instructions' }),
    quote: z
      .string()
      .describe('The words of the page that carry the statement.')
      .meta({ example: 'Machine wash at 40 °C on a gentle cycle.' }),
    fetched_at: time('When the page was read.'),
  })
  .meta({ id: 'Citation', description: 'Where a statement of an answer comes from.' });

const Usage = z
  .record(z.string(), z.unknown())
  .describe('What the answer took: model, tokens.')
  .meta({ example: { model: 'extractive', input_tokens: 0, output_tokens: 0 } });

export const Message = z
  .object({
    id: uuid("The message's id."),
    role: z
      .enum(['user', 'assistant'])
      .describe('Who wrote it: the shopper or the agent.')
      .meta({ example: 'assistant' }),
    content: z
      .string()
      .describe('The text.')
      .meta({ example: 'Machine wash at 40 °C on a gentle cycle. [1]' }),
    outcome: z
      .enum(['answered', 'abstained', 'handed_off', 'small_talk', 'failed'])
      .nullable()
      .describe("How the agent dealt with the question; null on a shopper's message.")
      .meta({ example: 'answered' }),
    citations: z.array(Citation).describe('The pages the answer rests on; empty unless answered.'),
    release: z
      .int()
      .nullable()
      .describe("The version of the store's knowledge it was answered from.")
      .meta({ example: 3 }),
    usage: Usage.nullable(),
    created_at: time('When it was written.'),
  })
  .meta({ id: 'Message', description: 'A question or an answer.' });
export type MessageDto = z.infer<typeof Message>;

export const MessageList = sliceOf('MessageList', Message);

export const toCitationDto = (citation: CitationValue) => ({
  number: citation.number,
  url: citation.url,
  title: citation.title,
  quote: citation.quote,
  fetched_at: citation.fetchedAt,
});

export const toMessageDto = (message: MessageRow): MessageDto => ({
  id: message.id,
  role: message.role,
  content: message.content,
  outcome: message.outcome,
  citations: (message.citations ?? []).map(toCitationDto),
  release: message.release,
  usage: message.usage && snakeCased(message.usage),
  created_at: message.createdAt.toISOString(),
});
