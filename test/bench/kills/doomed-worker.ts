import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { MeasuredProcess } from '../measured-process.js';

const shortestLifeMs = 50;
const longestLifeMs = 4_000;

/** How many workers are still to be killed, by all that kill. */
export interface Kills {
  left: number;
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
  }
}
