import { readFileSync } from 'node:fs';

/** Names one run of one process: a pid alone is given out again, in containers within seconds. */
export interface ProcessIdentity {
  pid: number;
  /** Boot id and start tick on Linux; elsewhere unknown, and the pid must do. */
  startedAt: string | null;
}

export function identify(pid: number): ProcessIdentity {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the second field is the command in brackets and may hold spaces; the start tick is the 20th after it
    const startTick = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return { pid, startedAt: `${bootId}/${startTick}` };
  } catch {
    return { pid, startedAt: null };
  }
}

export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const current = identify(pid).startedAt;
  return startedAt === null || current === null || startedAt === current;
}
