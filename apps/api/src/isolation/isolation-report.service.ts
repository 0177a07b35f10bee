import { IsolationChecks } from '@app/tenancy';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';

import { API_CONFIG, type ApiConfig } from '../http/api.config.js';
import { IsolationChecker } from './isolation-checker.service.js';
import { isolationChannel } from './isolation-event.js';

/** After a start others have more urgent things to do. */
const firstLookMs = 120_000;
const minuteMs = 60_000;

/**
 * Runs the isolation check when it is due, in one process of the deployment at a time, and tells what the last run found.
 * A timer and not a job, since it has to see a queue that mixes up stores.
 */
@Injectable()
export class IsolationReportService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('isolation');
  private readonly stop = new AbortController();
  private timer?: NodeJS.Timeout;
  /** When this process looks first; another that started before it may look sooner. */
  private firstAt: Date | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly checks: IsolationChecks,
    private readonly checker: IsolationChecker,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.everyMs === 0) return;
    const delayMs = Math.min(firstLookMs, this.everyMs);
    this.firstAt = new Date(Date.now() + delayMs);
    this.next(delayMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.stop.abort(new Error('the process was asked to stop'));
    await this.running;
  }

  async report() {
    const [last, { startedAt, isRunning }, lastPassedAt] = await Promise.all([
      this.checks.findLast(),
      this.checks.findNewest(),
      this.checks.findLastPass(),
    ]);
    const everyMs = this.everyMs;
    // without a rhythm none is due
    const dueAt =
      startedAt && this.firstAt ? new Date(startedAt.getTime() + everyMs) : this.firstAt;
    // a whole turn late: one that was just missed is made up for by the next look
    const isLate = dueAt !== null && Date.now() > dueAt.getTime() + everyMs;
    return { everyMinutes: everyMs / minuteMs, isRunning, isLate, dueAt, lastPassedAt, last };
  }

  /** Begins a run unless one is going on; false then. */
  async begin(): Promise<boolean> {
    const id = await this.checks.claim(0);
    if (id === null) return false;
    this.running = this.run(id);
    return true;
  }

  private get everyMs(): number {
    return this.config.isolationCheckMinutes * minuteMs;
  }

  private next(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.running = this.once().finally(() => {
        if (this.timer) this.next(Math.min(minuteMs, this.everyMs));
      });
    }, delayMs);
    this.timer.unref();
  }

  private async once(): Promise<void> {
    try {
      const id = await this.checks.claim(this.everyMs);
      if (id !== null) return await this.run(id);
      // what another process found is this one's metric, too
      const last = await this.checks.findLast();
      if (last) isolationChannel.publish(last);
    } catch (error) {
      this.logger.warn(
        { err: error },
        'the isolation check could not run; the next turn tries again',
      );
    }
  }

  private async run(id: string): Promise<void> {
    const startedAt = new Date();
    const { outcome, findings } = await this.checker.run(this.stop.signal);
    const check = { id, startedAt, endedAt: new Date(), outcome, findings };
    isolationChannel.publish(check);
    const fields = { outcome, ...findings };
    if (outcome === 'failed') {
      this.logger.fatal(
        fields,
        'ISOLATION FAILED: a key of one store reached another; see failures',
      );
    } else if (outcome === 'incomplete') {
      this.logger.warn(fields, 'the isolation check could not try everything');
    } else this.logger.log(fields, 'isolation check passed');
    await this.checks
      .end(id, outcome, findings)
      .catch((error: unknown) => this.logger.error({ err: error }, 'a result was not written'));
  }
}
