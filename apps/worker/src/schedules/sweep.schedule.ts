import { CrawlSweep, HostTurns, IngestSweep, PurgeSweep } from '@app/knowledge';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';

import { AgentSweeps } from './agent-sweeps.js';

/** How long an ingest whose job was lost waits at most before it goes on, beside its own staleness. */
const everyMs = 10_000;

/**
 * Nudges ingests that nobody works on (after a kill, a lost queue, a job that failed for good), crawls that are due and
 * gaps, and looks at budgets and what is kept no longer. A timer of each process and not a job, since it must work exactly when the queue has forgotten everything; a row is claimed by one process.
 */
@Injectable()
export class SweepSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SweepSchedule.name);
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly sweep: IngestSweep,
    private readonly crawls: CrawlSweep,
    private readonly purges: PurgeSweep,
    private readonly hosts: HostTurns,
    private readonly others: AgentSweeps,
  ) {}

  onApplicationBootstrap(): void {
    this.next(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private next(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.running = this.once().finally(() => this.timer && this.next(everyMs));
    }, delayMs);
  }

  private async once(): Promise<void> {
    try {
      const nudged = await this.sweep.nudgeStale();
      const started = await this.sweep.startForgotten();
      const due = await this.crawls.nudgeDue();
      const left = await this.purges.nudgeLeft();
      await this.hosts.forgetIdle();
      await this.others.run();
      if (nudged + started + due + left > 0) {
        this.logger.log({ nudged, started, due, left }, 'ingests were nudged');
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'a sweep failed; the next one tries again');
    }
  }
}
