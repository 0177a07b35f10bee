import { randomUUID } from 'node:crypto';

import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationBusy, conversationNotFound } from '../agent.errors.js';
import { AnswerRunRepository } from './answer-run.repository.js';
import type { Citation } from './citation.js';
import { ConversationRepository } from './conversation.repository.js';
import type { AnswerOutcome, Message } from './message.entity.js';
import { MessageRepository } from './message.repository.js';
import type { Usage } from './usage.js';

/** A question that is being answered. */
export interface Turn {
  conversationId: string;
  /** The id that the answer's message will have. */
  answeringId: string;
  answerSeq: number;
  question: string;
  /** What was said before, oldest first, failed answers left out. */
  history: Message[];
}

/** As much of a turn as its end needs. */
export type StartedTurn = Pick<Turn, 'conversationId' | 'answeringId' | 'answerSeq'>;

/** What is asked; sends with the same key are one. */
export interface Send {
  content: string;
  idempotencyKey?: string;
}

export interface FinishedAnswer {
  content: string;
  outcome: AnswerOutcome;
  citations: Citation[];
  release: number | null;
  usage: Usage | null;
  latencyMs: number;
  errorCode: string | null;
}

const HISTORY_LENGTH = 8;
/** Renewed while the answer is written, so only a crash makes a conversation wait for it. */
const CLAIM_SECONDS = 30;

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
    private readonly runs: AnswerRunRepository,
  ) {}

  /**
   * Stores the question. Throws AGENT_CONVERSATION_NOT_FOUND, and AGENT_CONVERSATION_BUSY where another answer is under
   * way or a send with this key was first.
   */
  begin(scope: StoreScope, conversationId: string, send: Send): Promise<Turn> {
    const { content, idempotencyKey = null } = send;
    const answeringId = randomUUID();
    return this.connections.transaction(scope, async (tx) => {
      const claim = { answeringId, seconds: CLAIM_SECONDS };
      const answerSeq = await this.conversations.claim(tx, conversationId, claim);
      if (answerSeq === null) await this.conversations.get(tx, conversationId);
      // the claim locks the row, so a send with the same key is either seen here or has not begun
      const isRepeated =
        idempotencyKey && (await this.runs.findOne(tx, { conversationId, idempotencyKey }));
      if (answerSeq === null || isRepeated) throw conversationBusy(conversationId);
      const history = this.messages.lastWhole(tx, conversationId, HISTORY_LENGTH);
      await this.connections.last(tx, [
        history,
        this.messages.ask(tx, { conversationId, seq: answerSeq - 1, content }),
        this.runs.begin(tx, { id: answeringId, conversationId, answerSeq, idempotencyKey }),
      ]);
      const turn = { conversationId, answeringId, answerSeq, question: content };
      return { ...turn, history: await history };
    });
  }

  /** Goes on holding the conversation; false where somebody else has ended this answer. */
  renew(scope: StoreScope, { conversationId, answeringId }: Turn): Promise<boolean> {
    const claim = { answeringId, seconds: CLAIM_SECONDS };
    return this.conversations.renew(scope, conversationId, claim);
  }

  /** Stores the answer and lets the next question in. Whoever ends it first decides how it ended: theirs is returned. */
  finish(scope: StoreScope, turn: StartedTurn, answer: FinishedAnswer): Promise<Message> {
    const { conversationId, answeringId, answerSeq: seq } = turn;
    return this.connections.transaction(scope, async (tx) => {
      const [isThere, ended] = await Promise.all([
        this.runs.lock(tx, answeringId),
        this.messages.findEnded(tx, answeringId),
      ]);
      if (!isThere) throw conversationNotFound(conversationId);
      if (ended) return ended;
      const message = await this.messages.insert(tx, {
        ...answer,
        id: answeringId,
        conversationId,
        seq,
        role: 'assistant',
      });
      await this.connections.last(tx, [
        this.conversations.release(tx, conversationId, answeringId),
      ]);
      return message;
    });
  }
}
