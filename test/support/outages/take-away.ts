import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ApiClient } from '../../e2e/api-client.js';
import { waitFor } from '../wait-for.js';
import type { OwnServer } from './own-server.js';

/** `empty`: killed, and back without anything that it knew. */
export type Way = 'kill' | 'freeze' | 'empty';

/** A process whose log and processor time are looked at from outside. */
export interface WatchedDoor {
  pid: number;
  log: string;
}

/** Of a process while the server was away: a second's lines, and its share of a core. */
export interface Load {
  linesPerSecond: number;
  coreShare: number;
}

export interface Outage {
  way: Way;
  seconds: number;
  startedAt: number;
  endedAt: number;
  /** From the server's return until the API says that it is ready. */
  healthyAfterMs: number;
  loads: Record<'api' | 'worker', Load>;
}

interface Doors {
  api: WatchedDoor;
  worker: WatchedDoor;
  probe: ApiClient;
}

const ticksPerSecond = 100;

/** Takes a server away for so many seconds, brings it back and waits until the API is ready again. */
export async function takeAway(
  server: OwnServer,
  { way, seconds }: { way: Way; seconds: number },
  { api, worker, probe }: Doors,
): Promise<Outage> {
  const loadOf = { api: loadFrom(api), worker: loadFrom(worker) };
  const startedAt = Date.now();
  if (way === 'freeze') server.freeze();
  else await server.kill();
  if (way === 'empty') server.forget();
  await sleep(seconds * 1_000);
  const loads = { api: loadOf.api(), worker: loadOf.worker() };
  if (way === 'freeze') await server.thaw();
  else await server.start();
  const endedAt = Date.now();
  await waitFor(async () => (await probe.get('/health/ready')).status === 200, {
    timeoutMs: 120_000,
  });
  return { way, seconds, startedAt, endedAt, healthyAfterMs: Date.now() - endedAt, loads };
}

/** Begins to look now; what it returns tells what was seen since. */
function loadFrom(door: WatchedDoor): () => Load {
  const before = { at: Date.now(), lines: linesOf(door), cpu: cpuSecondsOf(door) };
  return () => {
    const passed = (Date.now() - before.at) / 1_000;
    return {
      linesPerSecond: (linesOf(door) - before.lines) / passed,
      coreShare: (cpuSecondsOf(door) - before.cpu) / passed,
    };
  };
}

/** Without those that each request has anyway. */
const linesOf = ({ log }: WatchedDoor): number =>
  log.split('\n').filter((line) => !line.includes('"msg":"request"')).length;

function cpuSecondsOf({ pid }: WatchedDoor): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
