import { clientGone } from '../agent.errors.js';
import type { AnswerEvent } from '../answering/answer-event.js';
import type { NumberedEvent } from './numbered-event.js';

export interface Patience {
  /** How long the work goes on while nobody reads. */
  ms: number;
  /** Whether somebody reads at another process. */
  isFollowed: () => Promise<boolean>;
}

/**
 * An answer that this process writes. It is written at the model's pace and read at each reader's own: a reader holds no
 * more than its place, and what all share is one answer, whose length is bounded. Without readers it is given up after a
 * while.
 */
export class LiveAnswer {
  private readonly controller = new AbortController();
  private readonly events: AnswerEvent[] = [];
  private readonly waiting = new Set<() => void>();
  private readers = 0;
  private isOver = false;
  private failure: unknown;
  private giveUp: NodeJS.Timeout | undefined;

  constructor(private readonly patience: Patience) {}

  /** Aborted when the work is not wanted any more. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  push(event: AnswerEvent): void {
    this.events.push(event);
    this.wake();
  }

  /** Nothing comes after this; `failure` is thrown to the readers. */
  end(failure?: unknown): void {
    this.isOver = true;
    this.failure = failure;
    clearTimeout(this.giveUp);
    this.wake();
  }

  abort(reason: Error): void {
    this.controller.abort(reason);
  }

  /**
   * What was and will be told after event number `seq`; the last event also to one who had it already. A reader has left
   * when its signal says so, whether or not it ever began to read.
   */
  after(seq: number, signal: AbortSignal): AsyncGenerator<NumberedEvent> {
    const leave = this.join();
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    return this.told(seq, signal, () => {
      signal.removeEventListener('abort', leave);
      leave();
    });
  }

  private async *told(
    seq: number,
    signal: AbortSignal,
    leave: () => void,
  ): AsyncGenerator<NumberedEvent> {
    const from = Math.min(seq, this.events.length);
    try {
      for (let at = from; ;) {
        if (this.hadAll(from)) at = from - 1;
        for (let event = this.events[at]; event; event = this.events[at]) {
          at += 1;
          yield { seq: at, event };
        }
        if (this.isOver) break;
        await this.change(signal);
        signal.throwIfAborted();
      }
    } finally {
      leave();
    }
    if (this.failure !== undefined) throw this.failure as Error;
  }

  /** Told to the end, and seen to the end before: the end is told again, so that the reader knows it. */
  private hadAll(seq: number): boolean {
    return this.isOver && this.failure === undefined && seq > 0 && seq === this.events.length;
  }

  /** Returns how to leave again, which counts once. */
  private join(): () => void {
    this.readers += 1;
    clearTimeout(this.giveUp);
    let isHere = true;
    return () => {
      if (isHere) this.readers -= 1;
      if (isHere && this.readers === 0 && !this.isOver) this.wait();
      isHere = false;
    };
  }

  private wait(): void {
    if (this.patience.ms === 0) this.abort(clientGone());
    else this.giveUp = setTimeout(() => void this.giveUpUnlessFollowed(), this.patience.ms);
  }

  private async giveUpUnlessFollowed(): Promise<void> {
    const isFollowed = await this.patience.isFollowed().catch(() => false);
    if (this.readers > 0 || this.isOver) return;
    if (isFollowed) this.wait();
    else this.abort(clientGone());
  }

  private change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        this.waiting.delete(settle);
        signal.removeEventListener('abort', settle);
        resolve();
      };
      if (signal.aborted) return resolve();
      this.waiting.add(settle);
      signal.addEventListener('abort', settle, { once: true });
    });
  }

  private wake(): void {
    for (const settle of [...this.waiting]) settle();
  }
}
