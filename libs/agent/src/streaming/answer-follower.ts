import { setTimeout as sleep } from 'node:timers/promises';

import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { answerLost } from '../agent.errors.js';
import type { AnswerEvent } from '../answering/answer-event.js';
import type { AnswerRun } from '../conversations/answer-run.entity.js';
import { AnswerRunService } from '../conversations/answer-run.service.js';
import type { Message } from '../conversations/message.entity.js';
import { AnswerEnder } from './answer-ender.js';
import { isEnd, type KeptEvent, type NumberedEvent } from './numbered-event.js';
import { replayMessage } from './replay-message.js';

/** As often as the writer saves; see `EventRecorder`. */
const LOOK_MS = 250;
/** How many looks lie between two words to the writer that somebody still waits. */
const LOOKS_PER_WORD = 16;
/** The last events are saved right after the message; a writer that died in between has left them out. */
const LAST_LOOKS = 8;
const FRESH_MS = 5_000;

/**
 * Reads an answer that another process writes or wrote, from what it saves. Where the writer died the answer is ended
 * here, as failed with AGENT_ANSWER_LOST, so that no reader waits for ever and the conversation is free again.
 */
@Injectable()
export class AnswerFollower {
  constructor(
    private readonly runs: AnswerRunService,
    private readonly ender: AnswerEnder,
  ) {}

  /** What was and will be told after event number `seq`; the last event also to one who had it already. */
  async *after(
    scope: StoreScope,
    run: AnswerRun,
    seq: number,
    signal: AbortSignal,
  ): AsyncGenerator<NumberedEvent> {
    let at = seq;
    for (let looks = 0, lastLooks = 0; ; looks += 1) {
      // asked for first: what a writer has let go of is complete
      const isAlive = await this.runs.isAlive(scope, run);
      for (const told of await this.told(scope, run, at)) {
        yield told;
        if (isEnd(told.event)) return;
        at = told.seq;
      }
      if (!isAlive) {
        const message = await this.ended(scope, run);
        if (!isFresh(message) || lastLooks === LAST_LOOKS) return yield* replayMessage(message, at);
        lastLooks += 1;
      } else if (looks % LOOKS_PER_WORD === 0) await this.runs.follow(scope, run.id);
      // its own error says only that it was aborted, the signal's says why
      await sleep(LOOK_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  private async told(scope: StoreScope, run: AnswerRun, seq: number): Promise<NumberedEvent[]> {
    // the last one seen may have been the end
    const batches = await this.runs.eventsAfter<KeptEvent>(scope, run.id, Math.max(0, seq - 1));
    const kept = batches.flatMap(({ firstSeq, events }) =>
      events.map((event, i) => ({ seq: firstSeq + i, event })),
    );
    const news = kept.filter((one) => one.seq > seq || isEnd(one.event));
    const isOver = news.some(({ event }) => isEnd(event));
    const message = isOver ? await this.runs.findMessage(scope, run.id) : null;
    return news.map((one) => ({ seq: one.seq, event: withMessage(one.event, message) }));
  }

  /** The message of an answer that nobody writes any more; one that was left is ended. */
  private async ended(scope: StoreScope, run: AnswerRun): Promise<Message> {
    const message = await this.runs.findMessage(scope, run.id);
    return message ?? this.ender.fail(scope, run, answerLost().code);
  }
}

function isFresh({ createdAt, errorCode }: Message): boolean {
  return errorCode !== 'AGENT_ANSWER_LOST' && Date.now() - createdAt.getTime() < FRESH_MS;
}

function withMessage(event: KeptEvent, message: Message | null): AnswerEvent {
  if (event.type === 'done') {
    if (message === null) throw new Error('an answer that was told has no message');
    return { type: 'done', message };
  }
  return event.type === 'error' && message ? { ...event, message } : event;
}
