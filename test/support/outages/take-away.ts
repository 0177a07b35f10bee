import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ApiClient } from '../../e2e/api-client.js';
import { waitFor } from '../wait-for.js';
import type { OwnServer } from './own-server.js';

export type Way = 'kill' | 'freeze';

/** A process whose log and processor time are looked at from outside. */
export interface WatchedDoor {
  pid: number;
  log: string;
}

export interface Outage {
  way: Way;
  seconds: number;
  startedAt: number;
  endedAt: number;
  /** From the server's return until the API says that it is ready. */
  healthyAfterMs: number;
  /** Of the worker while the server was away: a second's lines, and its share of a core. */
  linesPerSecond: number;
  coreShare: number;
}

const ticksPerSecond = 100;

/** Takes a server away for so many seconds, brings it back and waits until the API is ready again. */
export async function takeAway(
  server: OwnServer,
  { way, seconds }: { way: Way; seconds: number },
  { worker, probe }: { worker: WatchedDoor; probe: ApiClient },
): Promise<Outage> {
  const before = { lines: linesOf(worker), cpu: cpuSecondsOf(worker) };
  const startedAt = Date.now();
  if (way === 'kill') await server.kill();
  else server.freeze();
  await sleep(seconds * 1_000);
  const passed = (Date.now() - startedAt) / 1_000;
  const linesPerSecond = (linesOf(worker) - before.lines) / passed;
  const coreShare = (cpuSecondsOf(worker) - before.cpu) / passed;
  if (way === 'kill') await server.start();
  else await server.thaw();
  const endedAt = Date.now();
  await waitFor(async () => (await probe.get('/health/ready')).status === 200, {
    timeoutMs: 120_000,
  });
  const healthyAfterMs = Date.now() - endedAt;
  return { way, seconds, startedAt, endedAt, healthyAfterMs, linesPerSecond, coreShare };
}

const linesOf = ({ log }: WatchedDoor): number => log.split('\n').length;

function cpuSecondsOf({ pid }: WatchedDoor): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
