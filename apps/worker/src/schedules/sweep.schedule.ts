import { CrawlSweep, HostTurns, IngestSweep, PurgeSweep } from '@app/knowledge';
import { Injectable } from '@nestjs/common';

import { AgentSweeps } from './agent-sweeps.js';
import { Schedule } from './schedule.js';

/** How long an ingest whose job was lost waits at most before it goes on, beside its own staleness. */
const everyMs = 10_000;

/**
 * Nudges ingests that nobody works on (after a kill, a lost queue, a job that failed for good), crawls that are due and
 * gaps, and looks at budgets and what is kept no longer.
 */
@Injectable()
export class SweepSchedule extends Schedule {
  constructor(
    private readonly sweep: IngestSweep,
    private readonly crawls: CrawlSweep,
    private readonly purges: PurgeSweep,
    private readonly hosts: HostTurns,
    private readonly others: AgentSweeps,
  ) {
    super(everyMs);
  }

  protected async once(): Promise<void> {
    const nudged = await this.sweep.nudgeStale();
    const started = await this.sweep.startForgotten();
    const due = await this.crawls.nudgeDue();
    const left = await this.purges.nudgeLeft();
    await this.hosts.forgetIdle();
    await this.others.run();
    if (nudged + started + due + left > 0) {
      this.logger.log({ nudged, started, due, left }, 'ingests were nudged');
    }
  }
}
