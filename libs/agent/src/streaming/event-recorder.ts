import type { AnswerEvent } from '../answering/answer-event.js';
import type { EventBatch } from '../conversations/answer-run.repository.js';
import type { KeptEvent } from './numbered-event.js';

type Save = (batch: EventBatch<KeptEvent>) => Promise<void>;

/** A reader at another process is behind by as much at most; most quoted answers are over before it. */
const FLUSH_MS = 250;

/**
 * Keeps what is told of an answer where every process can read it, some at a time. What cannot be saved is tried again
 * with the next batch; the answer does not wait for it.
 */
export class EventRecorder {
  private pending: KeptEvent[] = [];
  private savedCount = 0;
  private timer: NodeJS.Timeout | undefined;
  private saving: Promise<void> = Promise.resolve();

  constructor(private readonly save: Save) {}

  push(event: AnswerEvent): void {
    this.pending.push(withoutMessage(event));
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Saves what is left. */
  async end(): Promise<void> {
    clearTimeout(this.timer);
    await this.flush();
  }

  private flush(): Promise<void> {
    this.timer = undefined;
    this.saving = this.saving.then(() => this.saveNext());
    return this.saving;
  }

  private async saveNext(): Promise<void> {
    const events = this.pending;
    if (events.length === 0) return;
    this.pending = [];
    try {
      await this.save({ firstSeq: this.savedCount + 1, events });
      this.savedCount += events.length;
    } catch {
      this.pending = [...events, ...this.pending];
    }
  }
}

function withoutMessage(event: AnswerEvent): KeptEvent {
  if (event.type === 'done') return { type: 'done' };
  return event.type === 'error' ? { type: 'error', error: event.error } : event;
}
