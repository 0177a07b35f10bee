import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { DataDirectoryInUse } from './data-directory-in-use.js';
import { DataDirectoryLock } from './data-directory-lock.js';
import { identify } from './process-identity.js';

describe('DataDirectoryLock', () => {
  let folder: string;
  const leaveLock = (holder: object) =>
    writeFileSync(path.join(folder, 'server.lock'), JSON.stringify(holder));

  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'lock-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('refuses a second holder, names the one to stop, and is free again after a release', async () => {
    const lock = await DataDirectoryLock.acquire(folder, 4711);

    await expect(DataDirectoryLock.acquire(folder)).rejects.toThrow(/STOREHAND_DATA_DIR.*4711/);
    expect(() => DataDirectoryLock.check(folder)).toThrow(DataDirectoryInUse);

    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    DataDirectoryLock.check(folder);
  });

  it('takes over from a process that is gone', async () => {
    leaveLock({ pid: 2 ** 30, startedAt: null });

    await expect(DataDirectoryLock.acquire(folder)).resolves.toBeDefined();
  });

  it('takes over when the pid was given out again to another process', async () => {
    leaveLock({ ...identify(process.pid), startedAt: 'an-earlier-boot/1' });

    await expect(DataDirectoryLock.acquire(folder)).resolves.toBeDefined();
  });

  it('takes over a file that a full disk cut short', async () => {
    writeFileSync(path.join(folder, 'server.lock'), '{"pid":');

    await expect(DataDirectoryLock.acquire(folder)).resolves.toBeDefined();
  });

  it('goes to one of several that find the same stale lock', async () => {
    leaveLock({ pid: 2 ** 30, startedAt: null });

    const tries = Array.from({ length: 5 }, () => DataDirectoryLock.acquire(folder));
    const outcomes = await Promise.allSettled(tries);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
