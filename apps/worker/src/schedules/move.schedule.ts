import { StoreCopySweep, StoreMoveRunner } from '@app/tenancy';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';

/** How long a move that was asked for waits at most for a worker. */
const everyMs = 2_000;

/**
 * Carries on the moves of stores, and mends the copies of their rows. A timer of each process and not a job, since a move takes longer than any lock and is
 * itself the state of record; the row is claimed by one process. At a stop a move is cut off where it is, for another.
 */
@Injectable()
export class MoveSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MoveSchedule.name);
  private readonly stop = new AbortController();
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly moves: StoreMoveRunner,
    private readonly copies: StoreCopySweep,
  ) {}

  onApplicationBootstrap(): void {
    this.next(everyMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.stop.abort(new Error('The worker was stopped.'));
    await this.running;
  }

  private next(delayMs: number): void {
    if (this.stop.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.running = this.once().finally(() => this.next(everyMs));
    }, delayMs);
  }

  private async once(): Promise<void> {
    try {
      await this.copies.mend();
      while (!this.stop.signal.aborted && (await this.moves.runNext(this.stop.signal)));
    } catch (error) {
      this.logger.warn({ err: error }, 'moves could not be looked at; the next time tries again');
    }
  }
}
