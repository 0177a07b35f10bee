import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

interface Usage {
  parent: number;
  own: number;
  ofEnded: number;
}

/** What the servers of a PostgreSQL on this machine have used of its processors, by the process of one of them (Linux). */
export function serversCpu(backend: number): number {
  const postmaster = usage(backend)?.parent ?? 0;
  const running = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => usage(Number(name)))
    .filter((one) => one?.parent === postmaster);
  return running.reduce((sum, one) => sum + (one?.own ?? 0), usage(postmaster)?.ofEnded ?? 0);
}

/** Null where it has just ended. */
function usage(pid: number): Usage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '');
    const fields = stat.split(' ').map(Number);
    const seconds = (at: number) => ((fields[at] ?? 0) + (fields[at + 1] ?? 0)) / ticksPerSecond;
    return { parent: fields[1] ?? 0, own: seconds(11), ofEnded: seconds(13) };
  } catch {
    return null;
  }
}
