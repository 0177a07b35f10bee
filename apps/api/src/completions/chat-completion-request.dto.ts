import type { StatelessQuestion } from '@app/agent';
import { z } from 'zod';

import { text } from '../http/input/text.js';
import { modelNotFound } from '../http/problems/http-problem.js';

/** The one model there is; an admin key may name the store behind it. */
export const modelName = 'storehand';

const roles = ['user', 'assistant', 'system', 'developer', 'tool', 'function'] as const;

const Content = z.union(
  [z.string(), z.array(z.looseObject({ type: z.literal('text'), text: z.string() }))],
  {
    error:
      'Must be text, or a list of parts of the type "text"; images, audio and files are not read',
  },
);

const ChatMessage = z
  .looseObject({
    role: z
      .enum(roles)
      .describe(
        'Who said it. Only `user` and `assistant` are heard; rules of other roles are not obeyed.',
      )
      .meta({ example: 'user' }),
    content: Content.nullish()
      .describe('The text, at once or in parts of the type `text`.')
      .meta({ example: 'How do I wash my pillow?' }),
  })
  .meta({ id: 'ChatMessage', description: "A message in OpenAI's format." });
type ChatMessageDto = z.infer<typeof ChatMessage>;

const ChatMessages = z.array(ChatMessage).check(
  z.superRefine((messages, context) => {
    if (messages.some(({ role }) => role === 'user')) return;
    context.addIssue({ code: 'custom', message: 'Must hold a message of the role "user"' });
  }),
);

export const ChatCompletionRequest = z
  .looseObject({
    model: text({ max: 200 })
      .describe('`storehand`; with an admin key also `storehand/<store id>`.')
      .meta({ example: modelName }),
    messages: ChatMessages.describe(
      'The conversation. The last message of the user is the question, of 1 to 4,000 characters; what was said before is its history.',
    ),
    stream: z
      .boolean()
      .nullish()
      .describe('True answers with server-sent events.')
      .meta({ example: false }),
    stream_options: z
      .object({ include_usage: z.boolean().nullish() })
      .nullish()
      .describe('`include_usage` adds a chunk with the usage before `[DONE]`.')
      .meta({ example: { include_usage: true } }),
    n: z
      .literal(1, { error: 'Must be 1; a question has one answer' })
      .nullish()
      .describe('Only 1.')
      .meta({ example: 1 }),
    modalities: z
      .array(z.literal('text', { error: 'Must be "text"; answers are not spoken' }))
      .nullish()
      .describe('Only `text`.')
      .meta({ example: ['text'] }),
    response_format: z
      .looseObject({ type: z.literal('text', { error: 'Must be "text"; answers are prose' }) })
      .nullish()
      .describe('Only `text`.')
      .meta({ example: { type: 'text' } }),
    tool_choice: z
      .enum(['auto', 'none'], {
        error: 'Must be "auto" or "none"; the store answers from its pages and calls no tools',
      })
      .nullish()
      .describe('A tool cannot be required: `tools` are ignored.')
      .meta({ example: 'none' }),
  })
  .meta({
    id: 'ChatCompletionRequest',
    description: 'Members that are not listed are accepted and ignored.',
  });
export type ChatCompletionRequestDto = z.infer<typeof ChatCompletionRequest>;

/** The store that the name of the model carries. */
export function storeInModel(body: unknown): string | undefined {
  const model = (body as { model?: unknown } | null | undefined)?.model;
  const isNamed = typeof model === 'string' && model.startsWith(`${modelName}/`);
  return isNamed ? model.slice(modelName.length + 1) : undefined;
}

/** The question that a conversation ends with. Throws MODEL_NOT_FOUND. */
export function fromChatCompletionRequest(body: ChatCompletionRequestDto): StatelessQuestion {
  const { model, messages } = body;
  if (model !== modelName && storeInModel(body) === undefined) throw modelNotFound(model);
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const history = messages.slice(0, last).flatMap((message) => {
    const { role } = message;
    return role === 'user' || role === 'assistant' ? [{ role, content: textOf(message) }] : [];
  });
  return { content: textOf(messages[last]), history };
}

function textOf({ content }: Partial<ChatMessageDto> = {}): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text).join('\n');
}
