import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The kernel allows 107 bytes for a socket's path on Linux and 103 on macOS. */
const LONGEST_PATH = 103;
const SOCKET_NAME_BYTES = '/.s.PGSQL.5432'.length;

export interface SocketDirectory {
  path: string;
  remove(): void;
}

/** Where the embedded database's socket lies: in the data directory, or in a temporary one when that path is too long. */
export function socketDirectory(dataDirectory: string): SocketDirectory {
  const usual = path.join(dataDirectory, 'socket');
  if (Buffer.byteLength(usual) + SOCKET_NAME_BYTES <= LONGEST_PATH) {
    return { path: usual, remove: () => undefined };
  }
  const temporary = mkdtempSync(path.join(tmpdir(), 'storehand-'));
  return { path: temporary, remove: () => rmSync(temporary, { recursive: true, force: true }) };
}
