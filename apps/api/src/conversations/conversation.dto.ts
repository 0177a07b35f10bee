import { type Conversation as ConversationRow, conversationStates } from '@app/agent';
import type { Principal } from '@app/tenancy';
import { z } from 'zod';

import { listQuery, sliceOf, storeIdInBody, time, uuid } from '../http/input/fields.js';
import { freeObject, text } from '../http/input/text.js';
import { Handoff, toHandoffDto } from './handoff.dto.js';

export const ConversationId = uuid("The conversation's id.");

export const CreateConversation = z
  .strictObject({
    store_id: storeIdInBody,
    shopper_id: text({ max: 200 })
      .optional()
      .describe('Your own name for the shopper, for finding and erasing what they wrote.')
      .meta({ example: 'customer-4711' }),
    metadata: freeObject({ maxBytes: 8_192 })
      .optional()
      .describe('Anything of your own, kept as it is.')
      .meta({ example: { page: '/products/classic' } }),
  })
  .meta({ id: 'CreateConversation', description: 'A new conversation.' });
export type CreateConversationDto = z.infer<typeof CreateConversation>;

export const Conversation = z
  .object({
    id: uuid("The conversation's id."),
    store_id: uuid('The store it belongs to.'),
    shopper_id: z
      .string()
      .nullable()
      .describe('Your own name for the shopper.')
      .meta({ example: 'customer-4711' }),
    metadata: z
      .record(z.string(), z.unknown())
      .describe('Anything of your own.')
      .meta({ example: { page: '/products/classic' } }),
    state: z
      .enum(conversationStates)
      .describe(
        'Who answers: the agent, nobody until a person comes, a person, or nobody any more.',
      )
      .meta({ example: 'agent' }),
    handoff: Handoff.nullable().describe('The last wish for a person; null while there was none.'),
    created_at: time('When it was started.'),
    updated_at: time('When it last changed.'),
  })
  .meta({ id: 'Conversation', description: "A shopper's questions and their answers." });
export type ConversationDto = z.infer<typeof Conversation>;

export const ConversationsQuery = z.object({
  ...listQuery,
  state: z
    .enum(conversationStates)
    .optional()
    .describe('Only conversations in this state.')
    .meta({ example: 'waiting_for_human' }),
});
export type ConversationsQueryDto = z.infer<typeof ConversationsQuery>;

export const ConversationList = sliceOf('ConversationList', Conversation);

export const fromCreateConversation = (
  { shopper_id, metadata }: CreateConversationDto,
  principal: Principal,
) => ({
  shopperId: shopper_id,
  sessionId: principal.kind === 'widget' ? principal.session?.id : undefined,
  metadata,
});

export const toConversationDto = (conversation: ConversationRow): ConversationDto => ({
  id: conversation.id,
  store_id: conversation.storeId,
  shopper_id: conversation.shopperId,
  metadata: conversation.metadata,
  state: conversation.state,
  handoff: toHandoffDto(conversation),
  created_at: conversation.createdAt.toISOString(),
  updated_at: conversation.updatedAt.toISOString(),
});
