import { answerOutcomes, type StatelessEvent } from '@app/agent';
import { z } from 'zod';

import { Citation, toCitationDto, toUsageDto, Usage } from '../conversations/message.dto.js';
import { count } from '../http/input/fields.js';

type Answer = Extract<StatelessEvent, { type: 'done' }>['answer'];

const CompletionUsage = z
  .object({
    prompt_tokens: count('Tokens the model read.', 812),
    completion_tokens: count('Tokens the model wrote.', 64),
    total_tokens: count('Both.', 876),
  })
  .meta({ id: 'CompletionUsage', description: "What an answer took, in OpenAI's words." });

const CompletionExtension = z
  .object({
    outcome: z
      .enum(answerOutcomes)
      .describe('How the agent dealt with the question.')
      .meta({ example: 'answered' }),
    release: z
      .int()
      .nullable()
      .describe("The version of the store's knowledge it was answered from.")
      .meta({ example: 3 }),
    usage: Usage.describe('What it took, in our words.'),
  })
  .meta({ id: 'CompletionExtension', description: "What OpenAI's format has no member for." });

const CompletionChoice = z
  .object({
    index: z.int().describe('Always 0.').meta({ example: 0 }),
    message: z
      .object({
        role: z.literal('assistant').describe('The agent.').meta({ example: 'assistant' }),
        content: z
          .string()
          .describe('The text.')
          .meta({ example: 'Machine wash at 40 °C on a gentle cycle. [1]' }),
        refusal: z.null().describe('Always null.').meta({ example: null }),
        citations: z
          .array(Citation)
          .describe('The pages the answer rests on; empty unless answered.'),
      })
      .describe('The answer.'),
    logprobs: z.null().describe('Always null.').meta({ example: null }),
    finish_reason: z.literal('stop').describe('Always `stop`.').meta({ example: 'stop' }),
  })
  .meta({ id: 'CompletionChoice', description: 'The answer.' });

export const ChatCompletion = z
  .object({
    id: z
      .string()
      .describe('Of this answer alone; nothing is stored under it.')
      .meta({ example: 'chatcmpl-0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11' }),
    object: z
      .literal('chat.completion')
      .describe('Always the same.')
      .meta({ example: 'chat.completion' }),
    created: z.int().describe('When, in seconds of Unix time.').meta({ example: 1767605400 }),
    model: z.string().describe('As it was asked for.').meta({ example: 'storehand' }),
    choices: z.array(CompletionChoice).describe('One.'),
    usage: CompletionUsage.describe('What it took.'),
    storehand: CompletionExtension.describe('How it was answered.'),
  })
  .meta({ id: 'ChatCompletion', description: "An answer in OpenAI's format." });
export type ChatCompletionDto = z.infer<typeof ChatCompletion>;

/** What every part of one completion says of it. */
export interface CompletionHead {
  id: string;
  created: number;
  model: string;
}

export const toChatCompletionDto = (head: CompletionHead, answer: Answer): ChatCompletionDto => ({
  ...head,
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: answer.content,
        refusal: null,
        citations: answer.citations.map(toCitationDto),
      },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: toCompletionUsage(answer),
  storehand: toCompletionExtension(answer),
});

export const toCompletionUsage = ({ usage }: Answer): z.infer<typeof CompletionUsage> => ({
  prompt_tokens: usage.inputTokens,
  completion_tokens: usage.outputTokens,
  total_tokens: usage.inputTokens + usage.outputTokens,
});

export const toCompletionExtension = ({
  outcome,
  release,
  usage,
}: Answer): z.infer<typeof CompletionExtension> => ({ outcome, release, usage: toUsageDto(usage) });
