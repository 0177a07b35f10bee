import { Socket } from 'node:net';

import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';

import { TENANCY_CONFIG, type TenancyConfig } from '../../config/tenancy.config.js';
import { AppError } from '../../errors/app-error.js';
import { databaseAway } from '../../tenancy.errors.js';

/** Counted, not timed: a process that was held up itself has not waited for the database. */
const tickMs = 100;
/** Nothing was heard on any connection for so many ticks although somebody waits: the database is asked whether it is there. */
const askAfter = 3;
/** With the last ticks before it and what an answer takes, callers are told within a second. */
const awayAfter = 7;
const lookAgainMs = 250;
const connectWithinMs = 1_000;
/** After a write was refused. */
const fullForMs = 30_000;

/**
 * Notices a database that holds its connections and says nothing (a frozen server, a network that is cut), where calls
 * would wait for ever: then all connections are broken, so that every call under way fails, and new ones are refused at
 * once until it answers again. The embedded database is not watched, since one long statement silences it for all others.
 */
@Injectable()
export class DatabaseWatch implements OnApplicationShutdown {
  private readonly logger = new Logger(DatabaseWatch.name);
  private readonly url?: string;
  private readonly sockets = new Set<Socket>();
  private waiting = 0;
  private ticking?: NodeJS.Timeout;
  private silentTicks = 0;
  private heardBytes = 0;
  private asking?: Promise<boolean>;
  private probe?: pg.Client;
  private isAway = false;
  private fullUntil = 0;
  private isOver = false;

  constructor(@Inject(TENANCY_CONFIG) { database }: Pick<TenancyConfig, 'database'>) {
    this.url = database.kind === 'services' ? database.url : undefined;
  }

  onApplicationShutdown(): void {
    this.isOver = true;
    clearInterval(this.ticking);
    void this.probe?.end().catch(() => undefined);
  }

  /** For the driver, which connects it. */
  readonly socket = (): Socket => {
    const socket = this.open();
    if (this.isAway) setImmediate(() => socket.destroy(silence()));
    return socket;
  };

  /** Whether the database lately refused a write of this process because its disk is full. */
  get wasJustFull(): boolean {
    return Date.now() < this.fullUntil;
  }

  /** For who can see it by itself. */
  forgetFull(): void {
    this.fullUntil = 0;
  }

  /** Watches over work on a connection, the wait for one included. Throws TENANCY_DATABASE_UNAVAILABLE while it is away. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.isAway) throw databaseAway(silence());
    this.waiting += 1;
    this.begin();
    try {
      return await work();
    } catch (error) {
      const isFull = error instanceof AppError && error.code === 'TENANCY_DATABASE_FULL';
      if (isFull) this.fullUntil = Date.now() + fullForMs;
      throw error;
    } finally {
      this.waiting -= 1;
    }
  }

  private begin(): void {
    if (this.ticking !== undefined || this.url === undefined || this.isOver) return;
    this.silentTicks = 0;
    // a busy server that answers soon takes its time to let somebody in
    if (this.probe === undefined) void this.ask();
    this.ticking = setInterval(() => this.tick(), tickMs).unref();
  }

  private end(): void {
    clearInterval(this.ticking);
    this.ticking = undefined;
  }

  private tick(): void {
    if (this.waiting === 0) return this.end();
    const bytes = [...this.sockets].reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    this.silentTicks = bytes === this.heardBytes ? this.silentTicks + 1 : 0;
    this.heardBytes = bytes;
    if (this.silentTicks === askAfter) void this.ask();
    if (this.silentTicks >= awayAfter) this.leave();
  }

  private leave(): void {
    this.end();
    this.isAway = true;
    this.logger.warn('The database does not answer: its connections are broken, calls are refused');
    for (const socket of this.sockets) socket.destroy(silence());
    this.lookAgain();
  }

  private lookAgain(): void {
    setTimeout(() => void this.comeBack(), lookAgainMs).unref();
  }

  private async comeBack(): Promise<void> {
    if (this.isOver) return;
    if (!(await this.ask())) return this.lookAgain();
    this.isAway = false;
    this.logger.log('The database answers again');
  }

  /** On a connection of its own, since all others may be at work; any byte of its answer is heard. */
  private ask(): Promise<boolean> {
    this.asking ??= this.probeOnce().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async probeOnce(): Promise<boolean> {
    try {
      this.probe ??= await this.connect();
      await this.probe.query('SELECT 1');
      // the process stopped while it was let in
      if (this.isOver) await this.probe.end();
      return true;
    } catch {
      this.probe = undefined;
      return false;
    }
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'storehand watch',
      connectionTimeoutMillis: connectWithinMs,
      stream: () => this.open(),
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  private open(): Socket {
    const socket = new Socket();
    this.sockets.add(socket);
    return socket.once('close', () => this.sockets.delete(socket));
  }
}

/** In words that `orDatabaseAway` knows. */
const silence = () => new Error('Connection terminated: the database does not answer');
