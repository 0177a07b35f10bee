import { randomUUID } from 'node:crypto';

import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationBusy } from '../agent.errors.js';
import type { AnswerTrace } from '../receipts/answer-trace.js';
import { ReceiptService } from '../receipts/receipt.service.js';
import type { Citation } from './citation.js';
import { ConversationRepository } from './conversation.repository.js';
import type { AnswerOutcome, Message } from './message.entity.js';
import { MessageRepository } from './message.repository.js';
import type { Usage } from './usage.js';

/** A question that is being answered. */
export interface Turn {
  conversationId: string;
  answeringId: string;
  answerSeq: number;
  /** What was said before, oldest first, failed answers left out. */
  history: Message[];
}

export interface FinishedAnswer {
  content: string;
  outcome: AnswerOutcome;
  citations: Citation[];
  release: number | null;
  usage: Usage | null;
  latencyMs: number;
  errorCode: string | null;
  /** What its receipt is made of; left out where the agent did not make it. */
  trace?: AnswerTrace;
}

/** Messages that a follow-up may refer to. */
export const HISTORY_LENGTH = 8;
/** Longer than any answer may take; only a crash makes a conversation wait for it. */
const CLAIM_SECONDS = 180;

/**
 * One question and its answer in a conversation. A second question while the first is being answered is refused, not
 * queued: the shopper's page still has it, and no transaction or connection has to wait.
 */
@Injectable()
export class TurnService {
  constructor(
    private readonly connections: StoreConnections,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly receipts: ReceiptService,
  ) {}

  /** Stores the question. Throws AGENT_CONVERSATION_NOT_FOUND and AGENT_CONVERSATION_BUSY. */
  begin(scope: StoreScope, conversationId: string, content: string): Promise<Turn> {
    const answeringId = randomUUID();
    return this.connections.transaction(scope, async (tx) => {
      await this.conversations.get(tx, conversationId);
      const claim = { answeringId, seconds: CLAIM_SECONDS };
      const answerSeq = await this.conversations.claim(tx, conversationId, claim);
      if (answerSeq === null) throw conversationBusy(conversationId);
      const history = await this.messages.lastWhole(tx, conversationId, HISTORY_LENGTH);
      await this.messages.insert(tx, { conversationId, seq: answerSeq - 1, role: 'user', content });
      return { conversationId, answeringId, answerSeq, history };
    });
  }

  /** Stores the answer with its receipt and lets the next question in. */
  finish(scope: StoreScope, turn: Turn, { trace, ...answer }: FinishedAnswer): Promise<Message> {
    const { conversationId, answeringId, answerSeq: seq } = turn;
    return this.connections.transaction(scope, async (tx) => {
      const message = await this.messages.insert(tx, {
        ...answer,
        conversationId,
        seq,
        role: 'assistant',
      });
      const kept = trace ? [this.receipts.keep(tx, message, trace)] : [];
      await Promise.all([...kept, this.conversations.release(tx, conversationId, answeringId)]);
      return message;
    });
  }
}
