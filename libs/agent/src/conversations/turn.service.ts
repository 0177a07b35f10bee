import { randomUUID } from 'node:crypto';

import type { Language } from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationBusy, conversationClosed } from '../agent.errors.js';
import { languageOf } from '../questions/shopper-language.js';
import { AnswerRunRepository } from './answer-run.repository.js';
import type { Conversation, ConversationState } from './conversation.entity.js';
import { ConversationRepository } from './conversation.repository.js';
import type { Message } from './message.entity.js';
import { MessageRepository } from './message.repository.js';

/** A question that is being answered. */
export interface Turn {
  conversationId: string;
  /** The id that the answer's message will have. */
  answeringId: string;
  answerSeq: number;
  question: string;
  /** Who had the conversation when the question came. */
  state: ConversationState;
  /** Which the shopper speaks. */
  language: Language;
  /** What was said before, oldest first, failed answers left out. */
  history: Message[];
  /** What the store signed for its shopper; never kept. */
  shopperToken?: string;
}

/** What is asked; sends with the same key are one. */
export interface Send {
  content: string;
  idempotencyKey?: string;
  /** What the store signed for its shopper, so that an order may be told; never kept. */
  shopperToken?: string;
}

/** Messages that a follow-up may refer to. */
export const HISTORY_LENGTH = 8;
/** Renewed while the answer is written, so only a crash makes a conversation wait for it. */
const CLAIM_SECONDS = 30;

/**
 * One question and its answer in a conversation, which `TurnEndService` ends. A second question while the first is being
 * answered is refused, not queued: the shopper's page still has it, and no transaction or connection has to wait.
 */
@Injectable()
export class TurnService {
  constructor(
    private readonly connections: StoreConnections,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly runs: AnswerRunRepository,
  ) {}

  /**
   * Stores the question. Throws AGENT_CONVERSATION_NOT_FOUND, AGENT_CONVERSATION_CLOSED, and AGENT_CONVERSATION_BUSY
   * where another answer is under way or a send with this key was first.
   */
  begin(scope: StoreScope, conversationId: string, send: Send): Promise<Turn> {
    const { content, idempotencyKey = null, shopperToken } = send;
    const answeringId = randomUUID();
    return this.connections.transaction(scope, async (tx) => {
      const claim = { answeringId, seconds: CLAIM_SECONDS };
      const claimed = await this.conversations.claim(tx, conversationId, claim);
      if (claimed === null) throw refusal(await this.conversations.get(tx, conversationId));
      // the claim locks the row, so a send with the same key is either seen here or has not begun
      const isRepeated =
        idempotencyKey && (await this.runs.findOne(tx, { conversationId, idempotencyKey }));
      if (isRepeated) throw conversationBusy(conversationId);
      const { lastSeq: answerSeq, state } = claimed;
      const before = this.messages.lastWhole(tx, conversationId, HISTORY_LENGTH);
      await this.connections.last(tx, [
        before,
        this.messages.ask(tx, { conversationId, seq: answerSeq - 1, content }),
        this.runs.begin(tx, { id: answeringId, conversationId, answerSeq, idempotencyKey }),
      ]);
      const history = await before;
      const language = languageOf({ content, history });
      return {
        conversationId,
        answeringId,
        answerSeq,
        question: content,
        state,
        language,
        history,
        shopperToken,
      };
    });
  }

  /** Goes on holding the conversation; false where somebody else has ended this answer. */
  renew(scope: StoreScope, { conversationId, answeringId }: Turn): Promise<boolean> {
    const claim = { answeringId, seconds: CLAIM_SECONDS };
    return this.conversations.renew(scope, conversationId, claim);
  }
}

const refusal = ({ id, state }: Conversation) =>
  state === 'closed' ? conversationClosed(id) : conversationBusy(id);
