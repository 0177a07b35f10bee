import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { idempotencyKeyReused, messageNotFound } from '../agent.errors.js';
import type { AnswerRun } from './answer-run.entity.js';
import { AnswerRunRepository, type EventBatch } from './answer-run.repository.js';
import { ConversationRepository } from './conversation.repository.js';
import type { Message } from './message.entity.js';
import { MessageRepository } from './message.repository.js';

export interface KeyedSend {
  conversationId: string;
  idempotencyKey: string;
  content: string;
}

/** An answer by its id: the row of its running, until that is forgotten, and its message, once it is written. */
export interface KnownAnswer {
  run: AnswerRun | null;
  message: Message | null;
}

/** As long as a browser may have lost its connection and still hold the beginning of an answer. */
const EVENTS_KEPT_SECONDS = 15 * 60;
/** A reader elsewhere says this often enough that it waits; see `follow`. */
const FOLLOWED_SECONDS = 15;

/** Which answer a send led to, whether somebody still writes it, and what was told of it, for every process alike. */
@Injectable()
export class AnswerRunService {
  constructor(
    private readonly runs: AnswerRunRepository,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
  ) {}

  /**
   * The run that a send with this key began. Throws AGENT_CONVERSATION_NOT_FOUND where it is another shopper's, and
   * AGENT_IDEMPOTENCY_KEY_REUSED for another text.
   */
  async findSend(scope: StoreScope, send: KeyedSend): Promise<AnswerRun | null> {
    const { conversationId, idempotencyKey, content } = send;
    const run = await this.runs.findOne(scope, { conversationId, idempotencyKey });
    if (run === null) return null;
    await this.conversations.get(scope, conversationId);
    const question = await this.findQuestion(scope, run);
    if (question?.content !== content) throw idempotencyKeyReused(run.id);
    return run;
  }

  /** Throws AGENT_CONVERSATION_NOT_FOUND, and AGENT_MESSAGE_NOT_FOUND where the id is no answer's. */
  async get(scope: StoreScope, conversationId: string, id: string): Promise<KnownAnswer> {
    await this.conversations.get(scope, conversationId);
    const run = await this.runs.findOne(scope, { conversationId, id });
    const message = await this.messages.findOne(scope, { conversationId, id, role: 'assistant' });
    if (run === null && message === null) throw messageNotFound(id);
    return { run, message };
  }

  findMessage(scope: StoreScope, id: string): Promise<Message | null> {
    return this.messages.findOne(scope, { id });
  }

  findQuestion(
    scope: StoreScope,
    { conversationId, answerSeq }: AnswerRun,
  ): Promise<Message | null> {
    return this.messages.findOne(scope, { conversationId, seq: answerSeq - 1 });
  }

  isAlive(scope: StoreScope, run: AnswerRun): Promise<boolean> {
    return this.runs.isAlive(scope, run);
  }

  /** Says that somebody waits for more of it, to whichever process writes it. */
  follow(scope: StoreScope, id: string): Promise<void> {
    return this.runs.follow(scope, id, FOLLOWED_SECONDS);
  }

  isFollowed(scope: StoreScope, id: string): Promise<boolean> {
    return this.runs.isFollowed(scope, id);
  }

  addEvents<T>(scope: StoreScope, id: string, batch: EventBatch<T>): Promise<void> {
    return this.runs.addEvents(scope, id, batch);
  }

  eventsAfter<T>(scope: StoreScope, id: string, seq: number): Promise<EventBatch<T>[]> {
    return this.runs.eventsAfter(scope, id, seq);
  }

  /** Each answer that ends takes the store's old events along, so that they never grow beyond its last minutes. */
  forgetOld(scope: StoreScope): Promise<void> {
    return this.runs.forget(scope, EVENTS_KEPT_SECONDS);
  }
}
