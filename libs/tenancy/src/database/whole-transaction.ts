import { createHash } from 'node:crypto';

import pg from 'pg';

export interface Statement {
  text: string;
  values: unknown[];
  /** Parsed and planned once for each connection, which for a large statement takes as long as running it. */
  isKept: boolean;
}

/**
 * One plan for all stores, and one that does not change its mind: it was made when the tables may have been empty, where
 * reading a table to its end looks cheap.
 */
const keptSettings = [
  'SET LOCAL plan_cache_mode = force_generic_plan',
  'SET LOCAL enable_seqscan = off',
];

/** What a connection of the driver offers to a query that is sent. */
interface Wire {
  stream: { cork(): void; uncork(): void };
  parsedStatements: Record<string, string>;
  parse(statement: { text: string }): void;
  bind(values: object): void;
  execute(portal: object): void;
  close(what: { type: 'S'; name: string }): void;
  sync(): void;
}

/** The driver's own query with the parts that its types leave out. */
const Query = pg.Query as unknown as new (
  statement: { text: string; values: unknown[]; name?: string },
  callback: (error: Error | null, result: pg.QueryResult) => void,
) => {
  readonly name?: string;
  submit(wire: Wire): Error | null;
  handleCommandComplete(message: unknown, wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
};

/**
 * One statement as a transaction of its own in a single round trip: BEGIN, the settings, the statement and COMMIT, then one
 * Sync. What fails ends everything up to the Sync (PostgreSQL manual, 55.2.3), so the statement never runs without its
 * settings; the embedded database lets no other client in before the Sync.
 */
export class WholeTransaction extends Query {
  private readonly opening: readonly string[];
  private completed = 0;

  private constructor(
    settings: readonly string[],
    { text, values, isKept }: Statement,
    callback: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super({ text, values, ...(isKept && { name: nameOf(text) }) }, callback);
    this.opening = ['BEGIN', ...settings, ...(isKept ? keptSettings : [])];
  }

  static run(client: pg.Client, settings: readonly string[], statement: Statement) {
    return new Promise<pg.QueryResult>((resolve, reject) => {
      const answer = (error: Error | null, result: pg.QueryResult) =>
        error ? reject(error) : resolve(result);
      client.query(new WholeTransaction(settings, statement, answer) as unknown as pg.Submittable);
    });
  }

  override submit(wire: Wire): Error | null {
    const committing = Object.create(wire, {
      sync: {
        value: () => {
          sendPart(wire, 'COMMIT');
          wire.sync();
        },
      },
    }) as Wire;
    wire.stream.cork();
    try {
      for (const text of this.opening) sendPart(wire, text);
      return super.submit(committing);
    } finally {
      wire.stream.uncork();
    }
  }

  /** Every part says that it is done; the result is the statement's. */
  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.completed === this.opening.length) super.handleCommandComplete(message, wire);
    this.completed += 1;
  }

  /** Whether a name is in use after a failure depends on where it failed, so it is given up. */
  override handleError(error: Error, wire: Wire): void {
    if (this.name !== undefined) {
      delete wire.parsedStatements[this.name];
      wire.close({ type: 'S', name: this.name });
    }
    super.handleError(error, wire);
  }
}

function sendPart(wire: Wire, text: string): void {
  wire.parse({ text });
  wire.bind({});
  wire.execute({});
}

const names = new Map<string, string>();

/** The same statement has the same name on every connection; another release of the service has names of its own. */
function nameOf(text: string): string {
  const known = names.get(text);
  const name = known ?? `storehand_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  if (known === undefined) names.set(text, name);
  return name;
}
