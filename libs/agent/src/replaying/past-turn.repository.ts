import {
  type AppError,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { messageNotAnAnswer, messageNotFound, withoutQuestion } from '../agent.errors.js';
import { Message } from '../conversations/message.entity.js';
import type { MessagePlace } from '../receipts/receipt.repository.js';

/** An answer that was given, with what it was an answer to. */
export interface PastTurn {
  answer: Message;
  question: string;
  /** What had been said before the question, oldest first, as the agent saw it then. */
  history: Utterance[];
}

type Utterance = Pick<Message, 'role' | 'content'>;

/** Turns of conversations that are over, only ever read. */
@Injectable()
export class PastTurnRepository extends StoreScopedRepository<Message> {
  constructor(connections: StoreConnections) {
    super(connections, Message);
  }

  /** Throws AGENT_MESSAGE_NOT_FOUND, AGENT_MESSAGE_NOT_AN_ANSWER and AGENT_MESSAGE_WITHOUT_QUESTION. */
  async load(
    scope: StoreScope,
    { conversationId, messageId }: MessagePlace,
    historyLength: number,
  ): Promise<PastTurn> {
    const answer = await this.findOne(scope, { id: messageId, conversationId });
    if (!answer) throw messageNotFound(messageId);
    if (answer.role !== 'assistant') throw messageNotAnAnswer(messageId);
    const before = await this.rows<Utterance>(
      scope,
      `SELECT role, content FROM messages
       WHERE store_id = $1 AND conversation_id = $2 AND seq < $3
         AND (outcome IS DISTINCT FROM 'failed' OR seq = $3 - 1)
       ORDER BY seq DESC LIMIT $4`,
      [conversationId, answer.seq, historyLength + 1],
    );
    const [question, ...earlier] = before;
    if (question?.role !== 'user') throw withoutQuestion(messageId);
    return { answer, question: question.content, history: earlier.reverse() };
  }

  protected notFound(id: string): AppError {
    return messageNotFound(id);
  }
}
