import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { silentReply } from '../prompts/replies/silent-reply.js';
import type { AnswerTrace } from '../receipts/answer-trace.js';
import { ReceiptService } from '../receipts/receipt.service.js';
import { StoreWebhooks } from '../webhooks/store-webhooks.service.js';
import type { Citation } from './citation.js';
import type { ConversationState } from './conversation.entity.js';
import { ConversationRepository } from './conversation.repository.js';
import type { AnswerOutcome, Message } from './message.entity.js';
import { MessageRepository } from './message.repository.js';
import type { Turn } from './turn.service.js';
import type { Usage } from './usage.js';

/** As much of a turn as its end needs. */
export type StartedTurn = Pick<Turn, 'conversationId' | 'answeringId' | 'answerSeq' | 'language'>;

export interface FinishedAnswer {
  content: string;
  outcome: AnswerOutcome;
  citations: Citation[];
  release: number | null;
  usage: Usage | null;
  latencyMs: number;
  errorCode: string | null;
  /** Whether a person is asked for although the agent has answered. */
  handsOff?: boolean;
  /** What its receipt is made of; left out where another process made the answer, or the agent did not. */
  trace?: AnswerTrace;
}

interface Ended {
  message: Message;
  /** What the store is told by webhook, if anything. */
  delivery: string | null;
}

/** How turns end: with one message, its receipt, and the conversation free for the next question. */
@Injectable()
export class TurnEndService {
  constructor(
    private readonly connections: StoreConnections,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly webhooks: StoreWebhooks,
    private readonly receipts: ReceiptService,
  ) {}

  /**
   * Stores the answer with its receipt and lets the next question in. Whoever ends it first decides how it ended: theirs
   * is returned. Where a person has the conversation by now, the agent said nothing, and the store is told of the
   * question; where it hands the conversation off, of that.
   */
  async finish(scope: StoreScope, turn: StartedTurn, answer: FinishedAnswer): Promise<Message> {
    const { message, delivery } = await this.connections.transaction(scope, (tx) =>
      this.end(tx, turn, answer),
    );
    await this.webhooks.nudge(scope, delivery);
    return message;
  }

  private async end(
    tx: StoreScope,
    turn: StartedTurn,
    { trace, handsOff = false, ...answer }: FinishedAnswer,
  ): Promise<Ended> {
    const { conversationId, answeringId, answerSeq: seq } = turn;
    // the lock comes first: of several that end the same answer one goes before the others
    const [state, ended] = await Promise.all([
      this.conversations.lockState(tx, conversationId),
      this.messages.findEnded(tx, answeringId),
    ]);
    // what the answer took was spent, whoever ended it
    const receipt = (message: Message) => trace && this.receipts.keep(tx, message, trace);
    if (ended) {
      await receipt(ended);
      return { message: ended, delivery: null };
    }
    const delivery = await this.tell(tx, conversationId, {
      state,
      handsOff: handsOff || answer.outcome === 'handed_off',
    });
    const kept = state === 'agent' ? answer : silenced(answer, silentReply(state, turn.language));
    const row = { ...kept, id: answeringId, conversationId, seq, role: 'assistant' as const };
    const message = await this.messages.insert(tx, row);
    await this.connections.last(tx, [
      this.conversations.release(tx, conversationId, answeringId),
      Promise.resolve(receipt(message)),
    ]);
    return { message, delivery };
  }

  /** Hands off where the agent gives up, and passes on what was written while a person is wanted or has it. */
  private async tell(
    tx: StoreScope,
    conversationId: string,
    { state, handsOff }: { state: ConversationState; handsOff: boolean },
  ): Promise<string | null> {
    if (state === 'human' || state === 'waiting_for_human')
      return this.webhooks.send(tx, 'message.received', conversationId);
    if (state !== 'agent' || !handsOff) return null;
    await this.conversations.handOff(tx, conversationId);
    return this.webhooks.send(tx, 'conversation.handed_off', conversationId);
  }
}

/** What the answer took was spent all the same. */
function silenced(answer: FinishedAnswer, content: string): FinishedAnswer {
  return { ...answer, content, outcome: 'handed_off', citations: [], release: null };
}
