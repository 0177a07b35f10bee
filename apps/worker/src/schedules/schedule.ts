import {
  type BeforeApplicationShutdown,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';

/**
 * Work that each process does again and again, so long after the time before has ended. A timer and not a job, since it must
 * work exactly when the queue has forgotten everything; rows are claimed by one process. A stop waits for what is under way.
 */
export abstract class Schedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly logger = new Logger(this.constructor.name);
  private readonly stop = new AbortController();
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();

  protected constructor(private readonly everyMs: number) {}

  onApplicationBootstrap(): void {
    this.next(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.stop.abort(new Error('The worker was stopped.'));
    await this.running;
  }

  /** `signal` ends with the process; what this throws is told, and the next time tries again. */
  protected abstract once(signal: AbortSignal): Promise<void>;

  private next(delayMs: number): void {
    if (this.stop.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.running = this.once(this.stop.signal)
        .catch((error: unknown) =>
          this.logger.warn({ err: error }, 'failed; the next time tries again'),
        )
        .finally(() => this.next(this.everyMs));
    }, delayMs);
  }
}
