import { StoreConnections, StoreRetention, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ConversationRowsRepository } from './conversation-rows.repository.js';

/**
 * Erases the conversations that a store keeps no longer, with all that hangs on them: receipts, feedback, streams, what tells
 * of them and gaps that nobody else asks about. What calls cost stays, without whom they were for.
 */
@Injectable()
export class ConversationForgetter {
  constructor(
    private readonly connections: StoreConnections,
    private readonly retention: StoreRetention,
    private readonly conversations: ConversationRowsRepository,
  ) {}

  /** Skipped where there are none. */
  async forget(scope: StoreScope, signal: AbortSignal): Promise<'done' | 'skipped'> {
    const { conversation_days: days } = await this.retention.get(scope);
    for (let hasSome = false; ; hasSome = true) {
      signal.throwIfAborted();
      const erased = await this.connections.transaction(scope, async (tx) => {
        const old = await this.conversations.holdOld(tx, days);
        if (old.length > 0)
          await this.conversations.erase(tx, await this.conversations.idsOf(tx, old));
        return old.length;
      });
      if (erased === 0) return hasSome ? 'done' : 'skipped';
    }
  }
}
