import { randomUUID } from 'node:crypto';

import type { Language } from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationBusy, conversationClosed } from '../agent.errors.js';
import { silentReply } from '../prompts/replies/silent-reply.js';
import { shopperLanguage } from '../questions/shopper-language.js';
import type { AnswerTrace } from '../receipts/answer-trace.js';
import { ReceiptService } from '../receipts/receipt.service.js';
import { StoreWebhooks } from '../webhooks/store-webhooks.service.js';
import type { Citation } from './citation.js';
import type { Conversation, ConversationState } from './conversation.entity.js';
import { ConversationRepository } from './conversation.repository.js';
import type { AnswerOutcome, Message } from './message.entity.js';
import { MessageRepository } from './message.repository.js';
import type { Usage } from './usage.js';

/** A question that is being answered. */
export interface Turn {
  conversationId: string;
  answeringId: string;
  answerSeq: number;
  /** Who had the conversation when the question came. */
  state: ConversationState;
  /** Which the shopper speaks. */
  language: Language;
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
    private readonly webhooks: StoreWebhooks,
    private readonly receipts: ReceiptService,
  ) {}

  /** Stores the question. Throws AGENT_CONVERSATION_NOT_FOUND, AGENT_CONVERSATION_BUSY and AGENT_CONVERSATION_CLOSED. */
  begin(scope: StoreScope, conversationId: string, content: string): Promise<Turn> {
    const answeringId = randomUUID();
    return this.connections.transaction(scope, async (tx) => {
      const before = await this.conversations.get(tx, conversationId);
      const claim = { answeringId, seconds: CLAIM_SECONDS };
      const claimed = await this.conversations.claim(tx, conversationId, claim);
      if (claimed === null) throw refusal(before);
      const { lastSeq: answerSeq, state } = claimed;
      const history = await this.messages.lastWhole(tx, conversationId, HISTORY_LENGTH);
      await this.messages.insert(tx, { conversationId, seq: answerSeq - 1, role: 'user', content });
      const asked = history.filter(({ role }) => role === 'user').map((one) => one.content);
      const language = shopperLanguage([content, ...asked.reverse()]);
      return { conversationId, answeringId, answerSeq, state, language, history };
    });
  }

  /**
   * Stores the answer with its receipt and lets the next question in. Where a person has the conversation by now, the
   * agent said nothing; where it hands the conversation off, the store is told.
   */
  async finish(
    scope: StoreScope,
    turn: Turn,
    { trace, ...answer }: FinishedAnswer,
  ): Promise<Message> {
    const { conversationId, answeringId, answerSeq: seq } = turn;
    const { message, delivery } = await this.connections.transaction(scope, async (tx) => {
      const state =
        (await this.conversations.release(tx, conversationId, answeringId)) ??
        (await this.conversations.lockState(tx, conversationId));
      const isHandedOff = state === 'agent' && answer.outcome === 'handed_off';
      const sent = isHandedOff ? await this.handOff(tx, conversationId) : null;
      const kept = state === 'agent' ? answer : silenced(answer, silentReply(state, turn.language));
      const row = { ...kept, conversationId, seq, role: 'assistant' as const };
      const stored = await this.messages.insert(tx, row);
      if (trace) await this.receipts.keep(tx, stored, trace);
      return { message: stored, delivery: sent };
    });
    await this.webhooks.nudge(scope, delivery);
    return message;
  }

  private async handOff(tx: StoreScope, conversationId: string): Promise<string | null> {
    await this.conversations.handOff(tx, conversationId);
    return this.webhooks.send(tx, 'conversation.handed_off', conversationId);
  }
}

const refusal = ({ id, state }: Conversation) =>
  state === 'closed' ? conversationClosed(id) : conversationBusy(id);

/** What the answer took was spent all the same. */
function silenced(answer: FinishedAnswer, content: string): FinishedAnswer {
  return { ...answer, content, outcome: 'handed_off', citations: [], release: null };
}
