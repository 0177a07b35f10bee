import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { DataDirectoryInUse } from './data-directory-in-use.js';
import { identify, isRunning, type ProcessIdentity } from './process-identity.js';

const LOCK_FILE = 'server.lock';

/** Long enough for a competitor that judged the same stale lock to have replaced ours; far below the 2 s of a refusal. */
const TAKEOVER_SETTLE_MS = 200;

type Holder = ProcessIdentity & { toStopPid: number };

/**
 * Keeps a second process out of a data directory. The lock of a process that died is taken over; of several that try at
 * the same time one gets it.
 */
export class DataDirectoryLock {
  private constructor(
    private readonly file: string,
    private readonly content: string,
  ) {}

  /** Throws `DataDirectoryInUse` when a process that is still running holds the directory. */
  static check(directory: string): void {
    const holder = parse(readIfThere(path.join(directory, LOCK_FILE)));
    if (holder && isRunning(holder)) throw new DataDirectoryInUse(directory, holder.toStopPid);
  }

  /** `toStopPid` is whom a person would have to stop, where that is not this process. */
  static async acquire(directory: string, toStopPid = process.pid): Promise<DataDirectoryLock> {
    const file = path.join(directory, LOCK_FILE);
    const content = JSON.stringify({ ...identify(process.pid), toStopPid, id: randomUUID() });
    const draft = `${file}.${process.pid}.${randomUUID()}`;
    writeFileSync(draft, content, { mode: 0o600 });
    try {
      if (!placeNew(draft, file)) await takeOver(draft, file, directory);
      return DataDirectoryLock.confirm(directory, file, content);
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private static confirm(directory: string, file: string, content: string): DataDirectoryLock {
    const found = readIfThere(file);
    if (found !== content) throw new DataDirectoryInUse(directory, parse(found)?.toStopPid ?? 0);
    return new DataDirectoryLock(file, content);
  }

  release(): void {
    if (readIfThere(this.file) === this.content) rmSync(this.file, { force: true });
  }
}

/** A hard link appears with its whole content or not at all, and never replaces a file. */
function placeNew(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function takeOver(draft: string, file: string, directory: string): Promise<void> {
  DataDirectoryLock.check(directory);
  renameSync(draft, file);
  await sleep(TAKEOVER_SETTLE_MS);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parse(content: string | null): Holder | null {
  try {
    const { pid, startedAt, toStopPid } = JSON.parse(content ?? '') as Partial<Holder>;
    if (typeof pid !== 'number') return null;
    return { pid, startedAt: startedAt ?? null, toStopPid: toStopPid ?? pid };
  } catch {
    return null;
  }
}
