import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { waitFor } from '../../support/wait-for.js';
import { MeasuredProcess } from '../measured-process.js';
import type { HeldJobs } from './held-jobs.js';

const shortestLifeMs = 50;
const longestLifeMs = 8_000;
const nothing = 'no job';
const tidyWithinMs = 180_000;

/** How many workers are still to be killed, by all that kill, and which jobs the killed ones had in hand. */
export class Kills {
  private readonly met = new Map<string, number>();

  constructor(
    public left: number,
    private readonly jobs: HeldJobs,
  ) {}

  async note(pid: number): Promise<void> {
    const held = await this.jobs.of(pid);
    const works = held.map(({ kind, name }) => `${kind} ${name}`);
    for (const work of works.length === 0 ? [nothing] : works) {
      this.met.set(work, (this.met.get(work) ?? 0) + 1);
    }
  }

  /** Waits until what is kept no longer is removed, as is done behind each release and, after a kill, by the sweep. */
  async tidied(): Promise<void> {
    const isTidy = async () => {
      const left = await this.jobs.platform.rows(
        `SELECT id FROM releases WHERE status = 'retired' AND builds_on IS NOT NULL`,
      );
      return left.length === 0;
    };
    await waitFor(isTidy, { timeoutMs: tidyWithinMs, everyMs: 500 });
  }

  get summary(): string {
    return [...this.met]
      .sort()
      .map(([work, count]) => `${work} ${count}`)
      .join(', ');
  }
}

/** A worker that is killed at a random moment of its life and replaced, until there were kills enough; the last one lives. */
export async function liveDoomed(
  env: Record<string, string>,
  kills: Kills,
): Promise<MeasuredProcess> {
  for (;;) {
    const worker = await MeasuredProcess.start('worker', env);
    if (kills.left <= 0) return worker;
    await sleep(randomInt(shortestLifeMs, longestLifeMs));
    if (kills.left <= 0) return worker;
    kills.left -= 1;
    await worker.stop('SIGKILL');
    await kills.note(worker.pid);
  }
}
