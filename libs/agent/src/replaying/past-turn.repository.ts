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

/** Answers among which different questions are looked for. */
const LOOKED_AT = 50;

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

  /** What shoppers asked last and were answered, each question once. */
  async newestAnswered(scope: StoreScope, limit: number): Promise<string[]> {
    const rows = await this.rows<{ content: string }>(
      scope,
      `SELECT q.content FROM messages a
       JOIN messages q ON q.store_id = a.store_id AND q.conversation_id = a.conversation_id AND q.seq = a.seq - 1
       WHERE a.store_id = $1 AND a.outcome = 'answered' AND q.role = 'user'
       ORDER BY a.created_at DESC, a.id LIMIT $2`,
      [LOOKED_AT],
    );
    return [...new Set(rows.map(({ content }) => content))].slice(0, limit);
  }

  protected notFound(id: string): AppError {
    return messageNotFound(id);
  }
}
