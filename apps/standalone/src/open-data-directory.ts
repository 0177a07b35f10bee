import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { StartProblem } from './start-problem.js';

const reasons: Record<string, string> = {
  EEXIST: 'a file stands in its place',
  ENOTDIR: 'a file stands in its place',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOENT: 'it cannot be created there',
  ENOSPC: 'the disk is full',
};

/** Makes the data directory where it is missing, so that whatever is wrong with it is told before anything runs. */
export function openDataDirectory(directory: string): void {
  try {
    make(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartProblem(
      `STOREHAND_DATA_DIR ${directory} cannot be used: ${reasons[code ?? ''] ?? message}; set it to a directory that this user may write.`,
    );
  }
}

/** Step by step, because the `recursive` of Node.js never returns below /proc. */
function make(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = path.dirname(directory);
  if (parent !== directory) make(parent);
  mkdirSync(directory, { mode: 0o700 });
}
