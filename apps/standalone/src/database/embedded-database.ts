import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';

import { DataDirectoryLock } from './data-directory-lock.js';
import { captureGreeting, EmbeddedServer } from './embedded-server.js';
import { SharedSession } from './shared-session.js';
import { UnparsedBackend } from './unparsed-backend.js';

export interface EmbeddedDatabaseOptions {
  /** Where the rows are kept; the lock file lies beside the database's own folder. */
  dataDirectory: string;
  /** Gets the socket `.s.PGSQL.5432`, and is closed to everybody but its owner. */
  socketDirectory: string;
  /** Whom to stop when the directory is wanted by another; default this process. */
  ownerPid?: number;
  /** How long an open transaction may sit idle while all other clients wait for it. */
  idleTransactionMs?: number;
  /** Called when the WASM backend has ended; nothing but a new process helps then. */
  onBroken: (error: unknown) => void;
}

/** The name that PostgreSQL drivers look for in a socket directory. */
const SOCKET_NAME = '.s.PGSQL.5432';

/** The one session has one search path, and BullMQ's functions are called without their schema. */
const startParams = PGlite.defaultStartParams.map((parameter) =>
  parameter.startsWith('search_path=') ? 'search_path=public,bullmq' : parameter,
);

/**
 * PostgreSQL compiled to WASM with pgvector, served to other processes on a unix socket. One process a data directory;
 * what was committed survives the end of the process, however it ends.
 */
export class EmbeddedDatabase {
  private constructor(
    private readonly lock: DataDirectoryLock,
    private readonly database: PGlite,
    private readonly server: EmbeddedServer,
    readonly socketDirectory: string,
  ) {}

  static async open(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
    const {
      dataDirectory,
      socketDirectory,
      ownerPid,
      idleTransactionMs = 5_000,
      onBroken,
    } = options;
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    const lock = await DataDirectoryLock.acquire(dataDirectory, ownerPid);
    try {
      const database = await startDatabase(dataDirectory);
      const greeting = captureGreeting(database);
      const backend = new UnparsedBackend(database, onBroken);
      const session = new SharedSession(backend, idleTransactionMs, onBroken);
      const server = new EmbeddedServer(session, greeting);
      await server.listen(prepareSocket(socketDirectory));
      return new EmbeddedDatabase(lock, database, server, socketDirectory);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.database.close();
    this.lock.release();
  }
}

async function startDatabase(dataDirectory: string): Promise<PGlite> {
  const dataDir = path.join(dataDirectory, 'database');
  const unfinished = path.join(dataDirectory, 'database.unfinished');
  // a first start that was killed leaves a folder that never starts again, and no row worth keeping
  if (existsSync(unfinished)) rmSync(dataDir, { recursive: true, force: true });
  if (!existsSync(dataDir)) writeFileSync(unfinished, '');
  const database = await PGlite.create({ dataDir, extensions: { vector }, startParams });
  await database.exec('CREATE SCHEMA IF NOT EXISTS bullmq; CREATE EXTENSION IF NOT EXISTS vector;');
  rmSync(unfinished, { force: true });
  return database;
}

function prepareSocket(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const socket = path.join(directory, SOCKET_NAME);
  // left behind by a process that was killed; the lock says that it no longer runs
  rmSync(socket, { force: true });
  return socket;
}
