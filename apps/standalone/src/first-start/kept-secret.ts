import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A secret that is made up once and kept in the data directory, readable by its owner only. */
export function keptSecret(directory: string, name: string, prefix: string): string {
  const file = path.join(directory, name);
  const kept = readIfThere(file);
  if (kept) return kept;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const value = `${prefix}${randomBytes(32).toString('base64url')}`;
  // written aside and moved into place, so that a kill half-way leaves no half a secret
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${value}\n`, { mode: 0o600 });
  rmSync(file, { force: true });
  linkSync(draft, file);
  rmSync(draft);
  return value;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
