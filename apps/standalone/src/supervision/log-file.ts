import { mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** Enough to look back some days; a start over a larger file begins a new one and keeps the old as `.1`. */
const LARGEST_BYTES = 20 * 1024 * 1024;

/** Opens the file that one child appends to, readable by its owner only. */
export function openLogFile(directory: string, name: string): { file: string; descriptor: number } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, `${name}.log`);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) {
    renameSync(file, `${file}.1`);
  }
  return { file, descriptor: openSync(file, 'a', 0o600) };
}
