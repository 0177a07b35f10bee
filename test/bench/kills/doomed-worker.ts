import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { PlatformRepository } from '@app/tenancy';

import { MeasuredProcess } from '../measured-process.js';

const shortestLifeMs = 50;
const longestLifeMs = 15_000;

/** How many workers are still to be killed, by all that kill, and what was being worked on when they were. */
export class Kills {
  private readonly met = new Map<string, number>();

  constructor(
    public left: number,
    private readonly platform: PlatformRepository,
  ) {}

  /** Of the last seconds, by all workers: which of them holds what, nobody knows. */
  async note(): Promise<void> {
    const busy = await this.platform.rows<{ work: string }>(
      `SELECT DISTINCT kind || ' ' || status AS work FROM ingests
       WHERE finished_at IS NULL AND heartbeat_at > now() - interval '6 seconds' AND status <> 'waiting'`,
    );
    for (const { work } of busy) this.met.set(work, (this.met.get(work) ?? 0) + 1);
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
    await kills.note();
    await worker.stop('SIGKILL');
  }
}
