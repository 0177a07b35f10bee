/** One connected client, as the session sees it. */
export interface SessionClient {
  send(bytes: Uint8Array): void;
  /** Ends the connection with an error the client's driver understands. */
  dismiss(sqlState: string, reason: string): void;
}

export interface Turn {
  client: SessionClient;
  unit: Uint8Array;
}

/** So many may go before one that opens a transaction: enough for what is asked meanwhile, few enough that it gets on. */
const mostBefore = 8;

/**
 * Who waits for the session, in the order of their coming; except that what is over with one unit, a search for instance,
 * goes before what opens a transaction and keeps the session through many.
 */
export class WaitingTurns {
  private turns: Turn[] = [];
  private wentBefore = 0;

  add(turn: Turn): void {
    this.turns.push(turn);
  }

  drop(client: SessionClient): void {
    this.turns = this.turns.filter((turn) => turn.client !== client);
  }

  /** While a transaction is open, only its client is let in. */
  next(owner: SessionClient | undefined): Turn | undefined {
    if (owner) return this.take(this.turns.findIndex(({ client }) => client === owner));
    const short = this.wentBefore < mostBefore ? this.findShort() : 0;
    this.wentBefore = short > 0 ? this.wentBefore + 1 : 0;
    return this.take(Math.max(short, 0));
  }

  /** What a client sends stays in its order. */
  private findShort(): number {
    const waiting = new Set<SessionClient>();
    return this.turns.findIndex(({ client, unit }) => {
      const isFirst = !waiting.has(client);
      waiting.add(client);
      return isFirst && !opensTransaction(unit);
    });
  }

  private take(index: number): Turn | undefined {
    return index === -1 ? undefined : this.turns.splice(index, 1)[0];
  }
}

/** By a query of its own, as drivers do; what sends all of a transaction at once begins with another message. */
function opensTransaction(unit: Uint8Array): boolean {
  const start = Buffer.from(unit.subarray(0, 32)).toString('latin1');
  return /^Q[^]{4}\s*(begin|start transaction)\b/i.test(start);
}
