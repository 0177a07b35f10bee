import {
  answerOutcomes,
  type Citation as CitationValue,
  type Message as MessageRow,
  messageRoles,
  type Usage as UsageValue,
} from '@app/agent';
import { budgetSteps } from '@app/tenancy';
import { z } from 'zod';

import { GivenFeedback, toFeedbackDto } from '../feedback/feedback.dto.js';
import { count, sliceOf, time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

/** As many as the agent reads. */
const maxContentLength = 4_000;

export const MessageId = uuid("The message's id.");

export const NewMessage = z
  .strictObject({
    content: text({ max: maxContentLength })
      .describe('What the shopper asks: 1 to 4,000 characters.')
      .meta({ example: 'How do I wash my pillow?' }),
    shopper_token: text({ max: 4_000 })
      .optional()
      .describe(
        'A token that your server signed for this shopper, so that their orders may be told (see the order endpoint). It is not kept.',
      )
      .meta({ example: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjdXN0b21lci00NzExIn0.c2lnbmVk' }),
  })
  .meta({ id: 'NewMessage', description: 'A question of the shopper.' });
export type NewMessageDto = z.infer<typeof NewMessage>;

export const Citation = z
  .object({
    number: z.int().describe('The number that marks it in the text, as [1].').meta({ example: 1 }),
    url: z
      .string()
      .nullable()
      .describe(
        'The page; null where it has no address on the web: a file, a snippet or a product without a link.',
      )
      .meta({ example: 'https://shop.example/pages/care' }),
    page_id: uuid(
      'The text that was quoted, by which the page is got as long as a kept release shows it; null in answers from before it was noted.',
    ).nullable(),
    title: z
      .string()
      .describe("The page's title; of a product without a link, its name and its feed's.")
      .meta({ example: 'Care instructions' }),
    quote: z
      .string()
      .describe('The words of the page that carry the statement.')
      .meta({ example: 'Machine wash at 40 °C on a gentle cycle.' }),
    fetched_at: time('When the page was read, or its site last said that it is as it was.'),
    age_seconds: count(
      'How long before the answer that was; null in older answers.',
      5_400,
    ).nullable(),
  })
  .meta({ id: 'Citation', description: 'Where a statement of an answer comes from.' });

export const Usage = z
  .object({
    model: z
      .string()
      .nullable()
      .describe('The language model; null where none took part.')
      .meta({ example: 'gpt-4o-mini' }),
    input_tokens: count('Tokens the model read.', 812),
    output_tokens: count('Tokens the model wrote.', 64),
    is_estimated: z
      .boolean()
      .describe('True where the server did not count and lengths were counted instead.')
      .meta({ example: false }),
    evidence: z
      .number()
      .nullable()
      .describe('How well the pages found cover the question, 0 to 1; null where none was sought.')
      .meta({ example: 0.83 }),
    cost: z
      .string()
      .nullable()
      .describe(
        'What all its calls of models have cost, embedding included, as an exact decimal; null where one has no known price, and in older answers.',
      )
      .meta({ example: '0.00018' }),
    currency: z
      .string()
      .nullable()
      .describe('Of the cost; null where the operator gave no prices.')
      .meta({ example: 'USD' }),
    budget_step: z
      .enum(budgetSteps)
      .nullable()
      .describe(
        'Which step of the ladder served: the model, the cheaper one, quotes (also where the store has no model), or the contact since the budget is spent; null where no page was asked for.',
      )
      .meta({ example: 'model' }),
  })
  .meta({ id: 'Usage', description: 'What an answer took.' });

export const Message = z
  .object({
    id: uuid("The message's id."),
    role: z
      .enum(messageRoles)
      .describe('Who wrote it: the shopper, the agent, or a person of the store.')
      .meta({ example: 'assistant' }),
    content: z
      .string()
      .describe(
        'The text. Empty where the agent said nothing, since a person has the conversation: show no message then.',
      )
      .meta({ example: 'Machine wash at 40 °C on a gentle cycle. [1]' }),
    outcome: z
      .enum(answerOutcomes)
      .nullable()
      .describe(
        "How the agent dealt with the question; `handed_off` where it left it to a person. Null on a shopper's or person's message.",
      )
      .meta({ example: 'answered' }),
    citations: z
      .array(Citation)
      .describe(
        "The pages the answer rests on; empty unless answered, and where it rests on the store's order system alone.",
      ),
    release: z
      .int()
      .nullable()
      .describe("The version of the store's knowledge it was answered from.")
      .meta({ example: 3 }),
    usage: Usage.nullable().describe("What it took; null on a shopper's or person's message."),
    feedback: GivenFeedback.nullable().describe('What was thought of it; null where nobody said.'),
    created_at: time('When it was written.'),
  })
  .meta({ id: 'Message', description: 'A question or an answer.' });
export type MessageDto = z.infer<typeof Message>;

export const MessageList = sliceOf('MessageList', Message);

/** A product of an uploaded feed has no page to open; it says which feed names it. */
function citedTitle({ url, title }: CitationValue): string {
  const feed = /^feed:(.+)#/.exec(url)?.[1];
  return feed === undefined ? title : `${title} (${feed})`;
}

export const toCitationDto = (citation: CitationValue): z.infer<typeof Citation> => ({
  number: citation.number,
  url: /^https?:/.test(citation.url) ? citation.url : null,
  page_id: citation.pageId ?? null,
  title: citedTitle(citation),
  quote: citation.quote,
  fetched_at: citation.fetchedAt,
  age_seconds: citation.ageSeconds ?? null,
});

export const toUsageDto = (usage: UsageValue): z.infer<typeof Usage> => ({
  model: usage.model,
  input_tokens: usage.inputTokens,
  output_tokens: usage.outputTokens,
  is_estimated: usage.isEstimated,
  evidence: usage.evidence,
  cost: usage.cost ?? null,
  currency: usage.currency ?? null,
  budget_step: usage.budgetStep ?? null,
});

export const toMessageDto = (message: MessageRow): MessageDto => ({
  id: message.id,
  role: message.role,
  content: message.content,
  outcome: message.outcome,
  citations: (message.citations ?? []).map(toCitationDto),
  release: message.release,
  usage: message.usage && toUsageDto(message.usage),
  feedback: message.feedback ? toFeedbackDto(message.feedback) : null,
  created_at: message.createdAt.toISOString(),
});
