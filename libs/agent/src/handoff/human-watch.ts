import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { type AnswerParts, handingOff, said } from '../answering/answer-draft.js';
import { ConversationRepository } from '../conversations/conversation.repository.js';
import type { Turn } from '../conversations/turn.service.js';
import { silentReply } from '../prompts/replies/silent-reply.js';

/**
 * Keeps the agent silent where it does not have the conversation: nothing is asked of search or model then. It looks
 * again before each piece that would be shown, so that somebody who takes over in the middle is not talked over.
 */
@Injectable()
export class HumanWatch {
  constructor(private readonly conversations: ConversationRepository) {}

  /** `parts` does nothing before its first piece is asked for; ending it stops the model. */
  async *whileAgent(
    scope: StoreScope,
    { conversationId, state, language }: Turn,
    parts: AnswerParts,
  ): AnswerParts {
    if (state !== 'agent') return yield* said(handingOff(silentReply(state, language)));
    try {
      for (;;) {
        const next = await parts.next();
        if (next.done) return next.value;
        if (next.value.type !== 'status') {
          const now = await this.conversations.get(scope, conversationId);
          if (now.state !== 'agent')
            return yield* said(handingOff(silentReply(now.state, language)));
        }
        yield next.value;
      }
    } finally {
      await parts.return(handingOff(''));
    }
  }
}
