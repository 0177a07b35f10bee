import { createHash } from 'node:crypto';

import pg from 'pg';

export interface Statement {
  text: string;
  values: unknown[];
  /** Parsed and planned once for each connection, which for a large statement takes as long as running it. */
  isKept: boolean;
}

/** By their names; they end with the transaction. */
export type Settings = Readonly<Record<string, string>>;

/** How a transaction begins: its settings, and what is called once they are made. */
export interface Entry {
  settings: Settings;
  calls?: 'enter_store()' | 'enter_platform()';
  /** Of a transaction of several statements that reads everything as it was when it began. */
  isOfOneMoment?: true;
}

/**
 * One plan for all stores, and one that does not change its mind: it was made when the tables may have been empty, where
 * reading a table to its end looks cheap.
 */
const keptSettings: Settings = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off' };

/** What the driver takes for a statement that the connection keeps. */
interface KeptStatement {
  name: string;
  text: string;
  values: string[];
}

/** The entry as one statement, kept for each number of settings: each costs a round through parser and protocol. */
export function entryStatement({ settings, calls: entered }: Entry): KeptStatement {
  const values = Object.entries(settings).flat();
  const calls = Object.keys(settings).map(
    (_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`,
  );
  // evaluated from left to right, so that it runs with the role and the store of the settings
  if (entered !== undefined) calls.push(entered);
  const name = `storehand_entry_${calls.length}_${entered ?? ''}`;
  return { name, text: `SELECT ${calls.join(', ')}`, values };
}

/** What a connection of the driver offers to a query that is sent. */
interface Wire {
  stream: { cork(): void; uncork(): void };
  parsedStatements: Record<string, string>;
  parse(statement: { name: string; text: string }): void;
  bind(bound: { statement: string; values: readonly string[] }): void;
  execute(portal: object): void;
  close(what: { type: 'S'; name: string }): void;
}

/** The driver's own query with the parts that its types leave out. */
const Query = pg.Query as unknown as new (
  statement: { text: string; values: unknown[]; name?: string; queryMode: 'extended' },
  callback: (error: Error | null, result: pg.QueryResult) => void,
) => {
  readonly name?: string;
  submit(wire: Wire): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
  handleError(error: Error, wire: Wire): void;
};

/**
 * One statement as a transaction of its own in a single round trip: the settings and the statement, then one Sync, which is
 * what ends the transaction (PostgreSQL manual, 55.2.3). What fails ends everything up to it, so the statement never runs
 * without its settings; the embedded database lets no other client in before it.
 */
export class WholeTransaction extends Query {
  private readonly opening: KeptStatement;
  private isOpen = false;

  private constructor(
    entry: Entry,
    { text, values, isKept }: Statement,
    callback: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super({ text, values, queryMode: 'extended', ...(isKept && { name: nameOf(text) }) }, callback);
    const settings = { ...entry.settings, ...(isKept && keptSettings) };
    this.opening = entryStatement({ ...entry, settings });
  }

  static run(client: pg.Client, entry: Entry, statement: Statement) {
    return new Promise<pg.QueryResult>((resolve, reject) => {
      const answer = (error: Error | null, result: pg.QueryResult) =>
        error ? reject(error) : resolve(result);
      client.query(new WholeTransaction(entry, statement, answer) as unknown as pg.Submittable);
    });
  }

  override submit(wire: Wire): Error | null {
    wire.stream.cork();
    try {
      const { name, text, values } = this.opening;
      if (wire.parsedStatements[name] === undefined) wire.parse({ name, text });
      wire.parsedStatements[name] = text;
      wire.bind({ statement: name, values });
      wire.execute({});
      return super.submit(wire);
    } finally {
      wire.stream.uncork();
    }
  }

  /** The result is the statement's alone. */
  override handleDataRow(message: unknown): void {
    if (this.isOpen) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.isOpen) super.handleCommandComplete(message, wire);
    this.isOpen = true;
  }

  /** Whether a name is in use after a failure depends on where it failed, so it is given up. */
  override handleError(error: Error, wire: Wire): void {
    if (!this.isOpen) forget(this.opening.name, wire);
    if (this.name !== undefined) forget(this.name, wire);
    super.handleError(error, wire);
  }
}

function forget(name: string, wire: Wire): void {
  delete wire.parsedStatements[name];
  wire.close({ type: 'S', name });
}

const names = new Map<string, string>();

/** The same statement has the same name on every connection; another release of the service has names of its own. */
function nameOf(text: string): string {
  const known = names.get(text);
  const name = known ?? `storehand_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  if (known === undefined) names.set(text, name);
  return name;
}
