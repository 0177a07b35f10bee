import { AppError, describeError, type StoreScope } from '@app/tenancy';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';

import { AGENT_CONFIG, type AgentConfig } from '../agent.config.js';
import { answerCancelled, clientGone } from '../agent.errors.js';
import { AnswerService } from '../answering/answer.service.js';
import type { AnswerRun } from '../conversations/answer-run.entity.js';
import { AnswerRunService } from '../conversations/answer-run.service.js';
import { cleanContent } from '../conversations/clean-content.js';
import type { Message } from '../conversations/message.entity.js';
import type { Send, Turn } from '../conversations/turn.service.js';
import { AnswerEnder } from './answer-ender.js';
import { AnswerFollower } from './answer-follower.js';
import { EventRecorder } from './event-recorder.js';
import { LiveAnswer } from './live-answer.js';
import type { KeptEvent, NumberedEvent } from './numbered-event.js';
import { replayMessage } from './replay-message.js';

/** An answer that can be read more than once, from any event on, whoever writes it. */
export interface AnswerStream {
  messageId: string;
  /** Events after number `after`; 0 is all of them. Ends after `done` or `error`, or throws when `signal` is aborted. */
  events(after: number, signal: AbortSignal): AsyncGenerator<NumberedEvent>;
}

export interface OpenOptions {
  /** The work goes on for a while after its last reader left, for one who comes back; else it stops at once. */
  isResumable: boolean;
}

interface Writing {
  answer: LiveAnswer;
  ended: Promise<void>;
}

/**
 * Answers that outlive a connection. Sends with the same key in a conversation are one: the first begins, the others
 * read along, at any process on the database. `open` throws what `AnswerService.ask` does, and
 * AGENT_IDEMPOTENCY_KEY_REUSED; `resume` and `cancel` throw AGENT_CONVERSATION_NOT_FOUND and AGENT_MESSAGE_NOT_FOUND.
 */
@Injectable()
export class AnswerStreams implements OnModuleDestroy {
  private readonly logger = new Logger(AnswerStreams.name);
  private readonly writing = new Map<string, Writing>();

  constructor(
    private readonly answers: AnswerService,
    private readonly runs: AnswerRunService,
    private readonly ender: AnswerEnder,
    private readonly follower: AnswerFollower,
    @Inject(AGENT_CONFIG) private readonly config: AgentConfig,
  ) {}

  async open(
    scope: StoreScope,
    conversationId: string,
    send: Send,
    options: OpenOptions,
  ): Promise<AnswerStream> {
    const joined = await this.joined(scope, conversationId, send);
    if (joined) return joined;
    try {
      const turn = await this.answers.begin(scope, conversationId, send);
      return this.write(scope, turn, { isResumable: options.isResumable || !!send.idempotencyKey });
    } catch (error) {
      const first = isBusy(error) && (await this.joined(scope, conversationId, send));
      if (first) return first;
      throw error;
    }
  }

  async resume(
    scope: StoreScope,
    conversationId: string,
    messageId: string,
  ): Promise<AnswerStream> {
    const { run, message } = await this.runs.get(scope, conversationId, messageId);
    if (run) return this.reading(scope, run);
    const told = (after: number) => replayMessage(message as Message, after);
    return { messageId, events: (after) => asStream(told(after)) };
  }

  /** Stops the model and ends the answer as failed; one that had ended stays as it is. */
  async cancel(scope: StoreScope, conversationId: string, messageId: string): Promise<Message> {
    const { run, message } = await this.runs.get(scope, conversationId, messageId);
    if (message) return message;
    const here = this.writing.get(messageId);
    here?.answer.abort(answerCancelled());
    await here?.ended;
    return this.ender.fail(scope, run as AnswerRun, answerCancelled().code);
  }

  /** What nobody reads at the end of the process is given up, and kept as failed while there is a database. */
  async onModuleDestroy(): Promise<void> {
    const left = [...this.writing.values()];
    for (const { answer } of left) answer.abort(clientGone());
    await Promise.all(left.map(({ ended }) => ended));
  }

  private async joined(
    scope: StoreScope,
    conversationId: string,
    { content, idempotencyKey }: Send,
  ): Promise<AnswerStream | null> {
    if (!idempotencyKey) return null;
    const send = { conversationId, idempotencyKey, content: cleanContent(content) };
    const run = await this.runs.findSend(scope, send);
    return run && this.reading(scope, run);
  }

  private reading(scope: StoreScope, run: AnswerRun): AnswerStream {
    const here = this.writing.get(run.id);
    return {
      messageId: run.id,
      events: (after, signal) =>
        here ? here.answer.after(after, signal) : this.follower.after(scope, run, after, signal),
    };
  }

  private write(scope: StoreScope, turn: Turn, { isResumable }: OpenOptions): AnswerStream {
    const { answeringId: messageId } = turn;
    const resumeMs = isResumable ? this.config.resumeMs : 0;
    const answer = new LiveAnswer({
      ms: resumeMs,
      isFollowed: () => this.runs.isFollowed(scope, messageId),
    });
    const recorder = new EventRecorder((batch: { firstSeq: number; events: KeptEvent[] }) =>
      resumeMs > 0 ? this.runs.addEvents(scope, messageId, batch) : Promise.resolve(),
    );
    const ended = this.work(scope, turn, { answer, recorder });
    this.writing.set(messageId, { answer, ended });
    return { messageId, events: (after, signal) => answer.after(after, signal) };
  }

  private async work(
    scope: StoreScope,
    turn: Turn,
    { answer, recorder }: { answer: LiveAnswer; recorder: EventRecorder },
  ): Promise<void> {
    const { answeringId: messageId } = turn;
    try {
      for await (const told of this.answers.answer(scope, turn, answer.signal)) {
        const event = told.type === 'status' ? { ...told, messageId } : told;
        answer.push(event);
        recorder.push(event);
      }
      answer.end();
    } catch (error) {
      answer.end(error);
    }
    await recorder.end();
    this.writing.delete(messageId);
    await this.runs.forgetOld(scope).catch((error: unknown) => {
      this.logger.warn({ error: describeError(error) }, 'old events were not dropped');
    });
  }
}

async function* asStream(told: NumberedEvent[]): AsyncGenerator<NumberedEvent> {
  yield* await Promise.resolve(told);
}

const isBusy = (error: unknown) =>
  error instanceof AppError && error.code === 'AGENT_CONVERSATION_BUSY';
