import { setImmediate as yieldToSockets } from 'node:timers/promises';

import { readAnswer } from './backend-answer.js';
import { type SessionClient, type Turn, WaitingTurns } from './waiting-turns.js';

/** The one backend session, as PGlite offers it: protocol bytes in, protocol bytes out. */
export interface Backend {
  execProtocolRawSync(message: Uint8Array): Uint8Array;
}

const ROLLBACK = Buffer.from('Q\0\0\0\rROLLBACK\0', 'latin1');

/**
 * Lets many clients take turns on PGlite's single backend session. It promises that the messages of one unit are never
 * interleaved with another client's (`@electric-sql/pglite-socket` does interleave them, and hands clients each other's
 * rows), that an open transaction belongs to the client that opened it, that it is rolled back when that client leaves or
 * sits idle in it, and that a notification reaches every listener.
 */
export class SharedSession {
  private readonly turns = new WaitingTurns();
  private owner: SessionClient | undefined;
  private ownerTimer: NodeJS.Timeout | undefined;
  private isRunning = false;
  private readonly listeners = new Set<SessionClient>();
  /** What a dismissed client still had in flight must not run: outside its transaction it would run unscoped. */
  private readonly departed = new WeakSet<SessionClient>();

  constructor(
    private readonly backend: Backend,
    private readonly idleTransactionMs: number,
    private readonly onBroken: (error: unknown) => void,
  ) {}

  submit(client: SessionClient, unit: Uint8Array): void {
    if (this.departed.has(client)) return;
    this.turns.add({ client, unit });
    void this.run();
  }

  leave(client: SessionClient): void {
    this.departed.add(client);
    this.turns.drop(client);
    this.listeners.delete(client);
    if (this.owner === client) this.releaseOwner();
    void this.run();
  }

  private async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      for (let turn = this.next(); turn; turn = this.next()) {
        this.take(turn);
        await yieldToSockets();
      }
    } catch (error) {
      this.onBroken(error);
    } finally {
      this.isRunning = false;
    }
  }

  private next(): Turn | undefined {
    return this.turns.next(this.owner);
  }

  private take({ client, unit }: Turn): void {
    clearTimeout(this.ownerTimer);
    const { reply, notifications, isIdle } = readAnswer(this.backend.execProtocolRawSync(unit));
    if (isListen(unit)) this.listeners.add(client);
    this.owner = isIdle ? undefined : client;
    if (this.owner) this.watchOwner();
    client.send(reply);
    for (const listener of this.listeners) {
      for (const notification of notifications) listener.send(notification);
    }
  }

  /** Where this process was kept waiting, what the client sent meanwhile is read between the two and ends the watch. */
  private watchOwner(): void {
    this.ownerTimer = setTimeout(() => {
      this.ownerTimer = setTimeout(() => this.dismissOwner());
    }, this.idleTransactionMs);
  }

  private dismissOwner(): void {
    const client = this.owner;
    client?.dismiss('25P03', `idle in a transaction for ${this.idleTransactionMs} ms; rolled back`);
    if (client) this.leave(client);
  }

  private releaseOwner(): void {
    clearTimeout(this.ownerTimer);
    this.owner = undefined;
    this.backend.execProtocolRawSync(ROLLBACK);
  }
}

/** `LISTEN channel` takes no parameters, so drivers send it as a simple query; BullMQ's begins with SQL comments. */
function isListen(unit: Uint8Array): boolean {
  const start = Buffer.from(unit.subarray(0, 512)).toString('latin1');
  return /^Q[^]{4}(\s|--[^\n]*\n)*listen\s/i.test(start);
}
