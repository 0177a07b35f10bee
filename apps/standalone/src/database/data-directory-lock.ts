import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { identify, isRunning, type ProcessIdentity } from './process-identity.js';

const LOCK_FILE = 'server.lock';

/** Long enough for a competitor that judged the same stale lock to have replaced ours; far below the 2 s of a refusal. */
const TAKEOVER_SETTLE_MS = 200;

/** Two processes that open one data directory lose each other's rows, so the second is told this instead. */
export class DataDirectoryInUse extends Error {
  constructor(directory: string, pid: number) {
    super(
      `STOREHAND_DATA_DIR ${directory} is in use by process ${pid}: stop that one first, or set STOREHAND_DATA_DIR to another directory.`,
    );
    this.name = 'DataDirectoryInUse';
  }
}

/**
 * Keeps a second process out of a data directory. The lock of a process that died is taken over; of several that try at
 * the same time one gets it.
 */
export class DataDirectoryLock {
  private constructor(
    private readonly file: string,
    private readonly content: string,
  ) {}

  /** Who holds the directory now, if anybody who is still running does. */
  static holder(directory: string): ProcessIdentity | null {
    const found = parse(readIfThere(path.join(directory, LOCK_FILE)));
    return found && isRunning(found) ? found : null;
  }

  static async acquire(directory: string): Promise<DataDirectoryLock> {
    const file = path.join(directory, LOCK_FILE);
    const content = JSON.stringify({ ...identify(process.pid), id: randomUUID() });
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
    if (found !== content) throw new DataDirectoryInUse(directory, parse(found)?.pid ?? 0);
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
  const holder = parse(readIfThere(file));
  if (holder && isRunning(holder)) throw new DataDirectoryInUse(directory, holder.pid);
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

function parse(content: string | null): ProcessIdentity | null {
  try {
    const { pid, startedAt } = JSON.parse(content ?? '') as Partial<ProcessIdentity>;
    return typeof pid === 'number' ? { pid, startedAt: startedAt ?? null } : null;
  } catch {
    return null;
  }
}
