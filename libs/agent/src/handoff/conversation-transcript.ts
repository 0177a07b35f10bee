import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ConversationRepository } from '../conversations/conversation.repository.js';
import type { Message } from '../conversations/message.entity.js';
import { MessageRepository } from '../conversations/message.repository.js';
import type { EventComposer } from '../webhooks/webhook-event.js';

const MAX_MESSAGES = 200;
/** Far below what servers accept as a body by default (1 MB). */
const MAX_CHARACTERS = 100_000;

/** What a store is told where a person is wanted or has the conversation: all of it as it is by then, its last messages. */
@Injectable()
export class ConversationTranscript implements EventComposer {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
  ) {}

  async compose(scope: StoreScope, id: string) {
    const conversation = await this.conversations.findOne(scope, { id });
    if (!conversation) return null;
    const { shopperId, metadata, state, handedOffAt, handoffContact, handoffNote } = conversation;
    const all = await this.messages.newest(scope, id, MAX_MESSAGES + 1);
    const shown = withinLimits(all);
    return {
      conversation: {
        id,
        store_id: scope.storeId,
        shopper_id: shopperId,
        metadata,
        state,
        handoff: {
          requested_at: handedOffAt?.toISOString() ?? null,
          contact: handoffContact,
          note: handoffNote,
        },
      },
      messages: shown.filter(({ content }) => content !== '').map(lineOf),
      is_truncated: shown.length < all.length,
    };
  }
}

/** The newest that fit, in the order of the conversation. */
function withinLimits(newestFirst: readonly Message[]): Message[] {
  let left = MAX_CHARACTERS;
  const fitting = newestFirst.slice(0, MAX_MESSAGES);
  const end = fitting.findIndex(({ content }) => (left -= content.length) < 0);
  return fitting.slice(0, end === -1 ? fitting.length : end).reverse();
}

const lineOf = ({ id, role, content, outcome, citations, createdAt }: Message) => ({
  id,
  role,
  content,
  outcome,
  citations: citations.map(({ number, url, title }) => ({ number, url, title })),
  created_at: createdAt.toISOString(),
});
